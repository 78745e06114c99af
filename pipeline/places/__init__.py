"""Where it happens: names of places, resolved to country, region, coordinates and what the point stands for."""

from pipeline.places.find import Place, find_places, likely_spot
from pipeline.places.said import dateline_land, place_of, sites

__all__ = ["Place", "dateline_land", "find_places", "likely_spot", "place_of", "sites"]
