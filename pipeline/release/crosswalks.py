"""The events in the columns of other event datasets, for those whose scripts expect them; what is lost is named."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

from pipeline.lexicon import rows as lexicon_rows

CODES = ("cameo_code", "acled_event_type", "acled_sub_event_type", "ucdp_type")
QUADS = MappingProxyType(
    {
        "verbal cooperation": 1,
        "material cooperation": 2,
        "verbal conflict": 3,
        "material conflict": 4,
        "extension": None,
    }
)
ACLED_TIME = MappingProxyType({"day": 1, "weekend": 2, "week": 2})
ACLED_PLACE = MappingProxyType({"point": 1, "city": 1, "region": 2, "country": 3})
UCDP_PLACE = MappingProxyType({"point": 1, "city": 1, "region": 4, "country": 6})
UCDP_TIME = MappingProxyType({"day": 1, "weekend": 2, "week": 3, "month": 4})
KILLED = "killed"


class Crosswalk(NamedTuple):
    """One other form: which events it takes, what each column is, what cannot be carried over."""

    name: str
    takes: str
    columns: Mapping[str, str]
    lost: str


CROSSWALKS = (
    Crosswalk(
        "acled_like",
        "reported events whose type has an ACLED counterpart",
        MappingProxyType(
            {
                "event_id_cnty": "event_id",
                "event_date": "date_start; empty when no text dates the event",
                "time_precision": "1 a day, 2 a week, 3 longer or unknown",
                "event_type": "nearest ACLED event type",
                "sub_event_type": "nearest ACLED sub-event type",
                "actor1": "actor",
                "actor2": "recipient",
                "country": "country_code (ISO 3166-1 alpha-3)",
                "location": "place",
                "latitude": "latitude",
                "longitude": "longitude",
                "geo_precision": "1 a town, 2 a region, 3 a country",
                "source": "number of documents",
                "notes": "summary",
                "fatalities": "best, else low, of the measure killed; empty is not known, and not zero",
            }
        ),
        "intervals longer than a day, low and high figures, denied and planned acts, second actors",
    ),
    Crosswalk(
        "ucdp_ged_like",
        "reported ASSAULT events and deaths",
        MappingProxyType(
            {
                "id": "event_id",
                "type_of_violence": "state-based conflict or one-sided violence; non-state conflict is not told apart",
                "side_a": "actor",
                "side_b": "recipient",
                "where_prec": "1 a town, 4 a region, 6 a country",
                "where_coordinates": "place",
                "latitude": "latitude",
                "longitude": "longitude",
                "date_prec": "1 a day, 2 two to six days, 3 a week, 4 a month, 5 longer or unknown",
                "date_start": "date_start",
                "date_end": "date_end",
                "best": "best estimate of the killed",
                "low": "least killed that any source gives",
                "high": "most killed that any source gives",
                "number_of_sources": "n_sources",
            }
        ),
        "deaths by side, civilians apart, the threshold of 25 deaths a year, conflict and dyad ids",
    ),
    Crosswalk(
        "gdelt_like",
        "reported events whose type has a CAMEO code",
        MappingProxyType(
            {
                "GLOBALEVENTID": "event_id, a text here",
                "SQLDATE": "date_start as YYYYMMDD",
                "Actor1Name": "actor",
                "Actor1CountryCode": "actor_code",
                "Actor2Name": "recipient",
                "Actor2CountryCode": "recipient_code",
                "EventCode": "nearest CAMEO code",
                "EventRootCode": "its first two digits",
                "QuadClass": "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
                "GoldsteinScale": "intensity, PLOVER's score of the type and not CAMEO's",
                "NumMentions": "n_mentions",
                "NumSources": "n_sources",
                "NumArticles": "n_documents",
                "ActionGeo_FullName": "place",
                "ActionGeo_CountryCode": "country_code (ISO 3166-1 alpha-3, and not FIPS)",
                "ActionGeo_Lat": "latitude",
                "ActionGeo_Long": "longitude",
            }
        ),
        "ends of intervals, figures, attribution, status other than reported, AvgTone",
    ),
)


def crosswalk(events: pl.DataFrame, name: str) -> pl.DataFrame:
    """The events in the columns of `CROSSWALKS` of that name, in the events' order."""
    told = _coded(events.filter(pl.col("status") == "reported"))
    return {"acled_like": _acled, "ucdp_ged_like": _ucdp, "gdelt_like": _gdelt}[name](told)


def _coded(events: pl.DataFrame) -> pl.DataFrame:
    """The events with their codes: those of type and mode, else those of the type."""
    table = pl.DataFrame(lexicon_rows("crosswalk")).with_columns(pl.col(pl.String).replace("", None))
    by_mode = table.filter(pl.col("event_mode").is_not_null())
    by_type = table.filter(pl.col("event_mode").is_null()).drop("event_mode")
    found = events.join(by_mode, on=["event_type", "event_mode"], how="left", maintain_order="left")
    found = found.join(by_type, on="event_type", how="left", suffix="_of_type", maintain_order="left")
    return found.with_columns(pl.coalesce(code, f"{code}_of_type").alias(code) for code in CODES)


def _killed(column: str) -> pl.Expr:
    return pl.when(pl.col("measure") == KILLED).then(pl.col(column))


def _acled(events: pl.DataFrame) -> pl.DataFrame:
    return events.filter(pl.col("acled_event_type").is_not_null()).select(
        event_id_cnty="event_id",
        event_date="date_start",
        time_precision=pl.col("date_precision").replace_strict(ACLED_TIME, default=3, return_dtype=pl.Int64),
        event_type="acled_event_type",
        sub_event_type="acled_sub_event_type",
        actor1="actor",
        actor2="recipient",
        country="country_code",
        location="place",
        latitude="latitude",
        longitude="longitude",
        geo_precision=pl.col("place_precision").replace_strict(ACLED_PLACE, default=None, return_dtype=pl.Int64),
        source="n_documents",
        notes="summary",
        fatalities=pl.coalesce(_killed("best"), _killed("low")).cast(pl.Int64),
    )


def _ucdp(events: pl.DataFrame) -> pl.DataFrame:
    deaths = (pl.col("event_type") == "CASUALTY") & (pl.col("measure") == KILLED)
    return events.filter((pl.col("event_type") == "ASSAULT") | deaths).select(
        id="event_id",
        type_of_violence="ucdp_type",
        side_a="actor",
        side_b="recipient",
        where_prec=pl.col("place_precision").replace_strict(UCDP_PLACE, default=None, return_dtype=pl.Int64),
        where_coordinates="place",
        latitude="latitude",
        longitude="longitude",
        date_prec=pl.col("date_precision").replace_strict(UCDP_TIME, default=5, return_dtype=pl.Int64),
        date_start="date_start",
        date_end="date_end",
        best=_killed("best"),
        low=_killed("low"),
        high=_killed("high"),
        number_of_sources="n_sources",
    )


def _gdelt(events: pl.DataFrame) -> pl.DataFrame:
    return events.filter(pl.col("cameo_code").is_not_null()).select(
        GLOBALEVENTID="event_id",
        SQLDATE=pl.col("date_start").dt.strftime("%Y%m%d"),
        Actor1Name="actor",
        Actor1CountryCode="actor_code",
        Actor2Name="recipient",
        Actor2CountryCode="recipient_code",
        EventCode="cameo_code",
        EventRootCode=pl.col("cameo_code").str.slice(0, 2),
        QuadClass=pl.col("quad_class").replace_strict(QUADS, default=None, return_dtype=pl.Int64),
        GoldsteinScale="intensity",
        NumMentions="n_mentions",
        NumSources="n_sources",
        NumArticles="n_documents",
        ActionGeo_FullName="place",
        ActionGeo_CountryCode="country_code",
        ActionGeo_Lat="latitude",
        ActionGeo_Long="longitude",
    )


def crosswalk_page() -> str:
    """What each crosswalk's columns mean and what it loses, in Markdown."""
    parts = [
        "# Crosswalks\n",
        "The events in the shape of other datasets. Lossy on purpose: `events` is the dataset.\n",
    ]
    for one in CROSSWALKS:
        parts += [f"## {one.name}.csv\n", f"Takes {one.takes}. Lost: {one.lost}.\n", "| column | is |", "| --- | --- |"]
        parts += [f"| `{column}` | {meaning} |" for column, meaning in one.columns.items()]
        parts.append("")
    return "\n".join(parts)
