"""Charts drawn on the server: Altair to SVG that takes the page's colours, needs no script and carries links."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, wraps
from typing import Any

import altair as alt
import vl_convert

from pipeline.lexicon import FOLDER

INK = "currentColor"
COLOURS: Mapping[str, str] = {
    "verbal cooperation": "#3f83c4", "material cooperation": "#1b9e77", "verbal conflict": "#e08214",
    "material conflict": "#d6403a", "extension": "#8a6bb8",
}  # fmt: skip
PRECISION_OPACITY = {"point": 0.9, "city": 0.8, "region": 0.4, "country": 0.08}
GRAIN_OPACITY = {
    "minute": 1.0,
    "hour": 1.0,
    "day": 1.0,
    "weekend": 0.85,
    "week": 0.8,
    "month": 0.65,
    "season": 0.5,
    "quarter": 0.5,
}
COARSE = 0.35
WIDTH = 420
PLAIN = "#3f83c4"
KEPT = 256
VEGA_BASE = "https://vega.github.io/vega-datasets/"  # what the drawing program puts before links without a host
UNNAMED = re.compile(' role="graphics-symbol" aria-roledescription="[a-z -]+ container"')
Rows = Sequence[Mapping[str, Any]]


def _svg(chart: Any) -> str:
    quiet = {"labelColor": INK, "titleColor": INK, "gridColor": INK, "domainColor": INK, "tickColor": INK}
    lines = {"gridOpacity": 0.12, "domainOpacity": 0.4, "tickOpacity": 0.4, "labelFontSize": 12, "titleFontSize": 12}
    dressed = (
        chart.properties(background="transparent", padding={"left": 5, "right": 20, "top": 8, "bottom": 5})
        .configure_axis(**quiet, **lines, labelOverlap=True, labelSeparation=14)
        .configure_legend(
            labelColor=INK, titleColor=INK, orient="bottom", title=None, columns=2, columnPadding=40, labelFontSize=11
        )
        .configure_view(stroke=None)
    )
    spec = json.dumps(dressed.to_dict(validate=False), default=str)
    return UNNAMED.sub("", str(vl_convert.vegalite_to_svg(spec))).replace(f'href="{VEGA_BASE}/', 'href="/')


def drawn_once(draw: Callable[..., Any]) -> Callable[..., str]:
    """What a chart function draws as SVG, kept for the same rows."""

    @lru_cache(maxsize=KEPT)
    def kept(told: str, *words: str) -> str:
        return _svg(draw(json.loads(told), *words))

    @wraps(draw)
    def drawn(rows: Rows, *words: str) -> str:
        return kept(json.dumps(list(rows), default=str), *words) if rows else ""

    return drawn


def _data(rows: Rows) -> Any:
    return alt.InlineData(values=list(rows))


def _quads(channel: str = "color") -> Any:
    scale = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    kinds = {"color": alt.Color, "fill": alt.Fill, "stroke": alt.Stroke}
    return kinds[channel]("quad_class:N", scale=scale, legend=None if channel == "stroke" else alt.Undefined)


@drawn_once
def counts_chart(rows: Rows) -> Any:
    """Events by month and quad class: rows of month (ISO day), quad_class, events."""
    bars = alt.Chart(_data(rows)).mark_bar()
    month = alt.X("yearmonth(month):T", title=None)
    return bars.encode(x=month, y=alt.Y("events:Q", title="events"), color=_quads()).properties(
        width=WIDTH - 50, height=170
    )


@drawn_once
def interval_chart(rows: Rows) -> Any:
    """Each event as its interval below its words, fainter when coarser; "" without rows.

    Rows of label, start, end (the day after), precision, open ("since", "until" or null), quad_class, href.
    """
    told = [{**row, "row": at, "opacity": GRAIN_OPACITY.get(row["precision"], COARSE)} for at, row in enumerate(rows)]
    base = alt.Chart(_data(told)).encode(y=_row(), href="href:N")
    words = base.mark_text(align="left", dy=-12, fontSize=11, color=INK, limit=WIDTH).encode(
        x=alt.value(0), text="label:N"
    )
    opacity = alt.Opacity("opacity:Q", scale=None, legend=None)
    when = alt.X("start:T", title=None, axis=alt.Axis(tickCount=5))
    bars = base.mark_bar(height=9, cornerRadius=2, stroke=INK, strokeWidth=0.5).encode(
        x=when, x2="end:T", color=_quads(), opacity=opacity
    )
    ends = [
        base.transform_filter(alt.datum.open == side)
        .mark_point(shape=shape, filled=True, size=90, color=INK, opacity=0.8)
        .encode(x=alt.X(f"{column}:T"))
        for side, column, shape in (("since", "end", "triangle-right"), ("until", "start", "triangle-left"))
    ]
    return alt.layer(words, bars, *ends).properties(width=WIDTH, height=alt.Step(36))


def _row() -> Any:
    return alt.Y("row:O", title=None, axis=None)


@drawn_once
def figures_chart(rows: Rows) -> Any:
    """Low, best and high of each account on one axis: rows of account, measure, low, best, high."""
    base = alt.Chart(_data([{**row, "row": at} for at, row in enumerate(rows)])).encode(y=_row())
    words = base.mark_text(align="left", dy=-12, fontSize=11, color=INK, limit=WIDTH).encode(
        x=alt.value(0), text="account:N"
    )
    x = alt.X("low:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=4))
    line = base.mark_rule(strokeWidth=3, opacity=0.5, color=INK).encode(x=x, x2="high:Q")
    ends = [
        base.mark_point(shape=shape, filled=True, size=80, color=colour, opacity=1).encode(x=f"{column}:Q")
        for column, shape, colour in (
            ("low", "triangle-right", "#1b9e77"),
            ("best", "circle", "#3f83c4"),
            ("high", "triangle-left", "#d6403a"),
        )
    ]
    return alt.layer(words, line, *ends).properties(width=WIDTH, height=alt.Step(36))


@drawn_once
def bars_chart(rows: Rows, value: str) -> Any:
    """A bar a row below its label: rows of label, value; `value` names the axis."""
    base = alt.Chart(_data([{**row, "row": at} for at, row in enumerate(rows)])).encode(y=_row())
    words = base.mark_text(align="left", dy=-11, fontSize=11, color=INK, limit=WIDTH).encode(
        x=alt.value(0), text="label:N"
    )
    bars = base.mark_bar(height=9, color=PLAIN).encode(x=alt.X("value:Q", title=value))
    return alt.layer(words, bars).properties(width=WIDTH, height=alt.Step(32))


@drawn_once
def days_chart(rows: Rows, value: str) -> Any:
    """A bar a day or month: rows of day (ISO), value; `value` names the axis."""
    bars = alt.Chart(_data(rows)).mark_bar(color=PLAIN, width=max(2, min(14, 300 // max(1, len(rows)))))
    return bars.encode(x=alt.X("day:T", title=None), y=alt.Y("value:Q", title=value)).properties(
        width=WIDTH - 50, height=190
    )


@drawn_once
def map_chart(rows: Rows) -> Any:
    """Places with how many events they have: rows of place, longitude, latitude, events, opacity, quad_class, href."""
    land = alt.Chart(_data(_land())).mark_geoshape(fill=INK, fillOpacity=0.08, stroke=INK, strokeOpacity=0.25)
    points = (
        alt.Chart(_data(rows))
        .mark_circle(strokeWidth=1.4)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("events:Q", scale=alt.Scale(range=[25, 500]), legend=None),
            fillOpacity=alt.FillOpacity("opacity:Q", scale=None, legend=None),
            stroke=_quads("stroke"),
            fill=_quads("fill"),
            href="href:N",
        )
    )
    return alt.layer(land, points).project("naturalEarth1").properties(width=WIDTH + 20, height=230)


@cache
def _land() -> list[dict[str, Any]]:
    shape = json.loads((FOLDER / "land.json").read_text(encoding="utf-8"))
    return [{"type": "Feature", "geometry": shape, "properties": {}}]
