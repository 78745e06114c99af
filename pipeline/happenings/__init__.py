"""When two mentions tell the same happening, and what the happening then is.

`told` holds what a mention says, `reading` takes it from the frames, `agreement` weighs two tellings, `joining` puts
tellings together, `slots` chooses what stands in the row, `summaries` says the row in one sentence.
"""
