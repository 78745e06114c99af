"""Plain absolute dates in any language, and the one door to dateparser."""

from pipeline.plain_dates.said import FoundDate, PlainDate, find_plain_dates, nearest, read_plain_date, unmarked

__all__ = ["FoundDate", "PlainDate", "find_plain_dates", "nearest", "read_plain_date", "unmarked"]
