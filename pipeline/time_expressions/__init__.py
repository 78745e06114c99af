"""Time expressions: found in a text, told apart from what only looks like one, placed on the calendar."""
