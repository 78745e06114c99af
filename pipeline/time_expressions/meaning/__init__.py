"""What a time expression means before and after its anchor is known.

Rules give back a `Meaning`; a meaning placed from `Anchors` is a `Sense`. Meanings hold no text and no day of their
own beyond what was said, so one reading of a text can be placed from any number of anchors.
"""

from pipeline.time_expressions.meaning.anchors import Anchors, Meaning, Sense
from pipeline.time_expressions.meaning.parts import Clock, Half, Part
from pipeline.time_expressions.meaning.relative import (
    AncientYear,
    Around,
    Ending,
    InUnit,
    SamePeriod,
    Shifted,
    Told,
    Within,
)
from pipeline.time_expressions.meaning.stated import Modified, Plain, Several, Stated, Vague, length_value
from pipeline.time_expressions.meaning.yearly import Weekday, Weekend, Yearly

__all__ = [
    "Anchors", "AncientYear", "Around", "Clock", "Ending", "Half", "InUnit", "Meaning", "Modified", "Part", "Plain",
    "SamePeriod", "Sense", "Several", "Shifted", "Stated", "Told", "Vague", "Weekday", "Weekend", "Within",
    "Yearly", "length_value",
]  # fmt: skip
