"""Numbers said about what happens: how many, how much, at least, at most, what part, of what."""

from pipeline.quantities.find import Quantity, find_quantities
from pipeline.quantities.measures import measure_of

__all__ = ["Quantity", "find_quantities", "measure_of"]
