"""Where it happens: names of places, resolved to country, region, coordinates and what the point stands for."""

from pipeline.places.find import Place, find_places, place_of

__all__ = ["Place", "find_places", "place_of"]
