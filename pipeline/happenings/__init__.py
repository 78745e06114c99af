"""When two mentions tell the same happening, and what the happening then is.

`told` holds what a mention says and `reading` takes it from the frames. `agreement` weighs two tellings by `kinds`,
`sides`, `times`, `things` and `wording`; `within` and `between` put tellings to a `happening`, within a document and
between two. `slots` chooses what stands in its row, and `summaries` says the row in one sentence.
"""
