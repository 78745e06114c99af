"""Charts drawn on the server: Altair to SVG that takes the page's colours, needs no script and carries links."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import altair as alt
import vl_convert

from pipeline.lexicon import FOLDER

INK = "currentColor"
COLOURS: Mapping[str, str] = {
    "verbal cooperation": "#3f83c4", "material cooperation": "#1b9e77", "verbal conflict": "#e08214",
    "material conflict": "#d6403a", "extension": "#8a6bb8",
}  # fmt: skip
PRECISION_OPACITY = {"point": 0.9, "city": 0.8, "region": 0.5, "country": 0.25}
KEPT = 256
VEGA_BASE = "https://vega.github.io/vega-datasets/"  # what the drawing program puts before links without a host
UNNAMED = re.compile(' role="graphics-symbol" aria-roledescription="[a-z -]+ container"')
Rows = Sequence[Mapping[str, Any]]


def _svg(chart: Any) -> str:
    quiet = {"labelColor": INK, "titleColor": INK, "gridColor": INK, "domainColor": INK, "tickColor": INK}
    dressed = (
        chart.properties(background="transparent", padding={"left": 40, "right": 20, "top": 5, "bottom": 5})
        .configure_axis(
            **quiet,
            gridOpacity=0.12,
            domainOpacity=0.4,
            tickOpacity=0.4,
            labelFontSize=11,
            labelOverlap=True,
            labelSeparation=14,
        )
        .configure_legend(labelColor=INK, titleColor=INK, orient="bottom", title=None, columns=3, columnPadding=40)
        .configure_view(stroke=None)
    )
    return _drawn(json.dumps(dressed.to_dict(), sort_keys=True, default=str))


@lru_cache(maxsize=KEPT)
def _drawn(spec: str) -> str:
    return UNNAMED.sub("", str(vl_convert.vegalite_to_svg(spec))).replace(f'href="{VEGA_BASE}/', 'href="/')


def _data(rows: Rows) -> Any:
    return alt.InlineData(values=list(rows))


def _quads() -> Any:
    return alt.Color("quad_class:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())))


def counts_chart(rows: Rows) -> str:
    """Events by month and quad class: rows of month (ISO day), quad_class, events; "" without rows."""
    if not rows:
        return ""
    bars = alt.Chart(_data(rows)).mark_bar()
    month = alt.X("yearmonth(month):T", title=None)
    return _svg(
        bars.encode(x=month, y=alt.Y("events:Q", title="events"), color=_quads()).properties(width=480, height=170)
    )


def interval_chart(rows: Rows) -> str:
    """Each event as its interval, one line an event: rows of label, start, end (exclusive), quad_class, href."""
    if not rows:
        return ""
    base = alt.Chart(_data(rows))
    y = alt.Y("label:N", title=None, sort=None, axis=alt.Axis(labelLimit=260))
    bars = base.mark_bar(height=8, cornerRadius=3, opacity=0.75).encode(
        x=alt.X("start:T", title=None), x2="end:T", y=y, color=_quads(), href="href:N"
    )
    return _svg(bars.properties(width=460, height=alt.Step(18)))


def figures_chart(rows: Rows) -> str:
    """Low, best and high of each account on one axis: rows of account, measure, low, best, high; "" without rows."""
    if not rows:
        return ""
    base = alt.Chart(_data(rows))
    y = alt.Y("account:N", title=None, sort=[row["account"] for row in rows], axis=alt.Axis(labelLimit=300))
    x = alt.X("low:Q", title=None, scale=alt.Scale(zero=True), axis=alt.Axis(tickCount=4))
    line = base.mark_rule(strokeWidth=3, opacity=0.5, color=INK).encode(x=x, x2="high:Q", y=y)
    ends = [
        base.mark_point(shape=shape, filled=filled, size=70, color=colour, opacity=1).encode(x=f"{column}:Q", y=y)
        for column, shape, filled, colour in (
            ("low", "triangle-right", True, "#1b9e77"),
            ("best", "circle", True, "#3f83c4"),
            ("high", "triangle-left", True, "#d6403a"),
        )
    ]
    return _svg(alt.layer(line, *ends).properties(width=420, height=alt.Step(26)))


def map_chart(rows: Rows) -> str:
    """Places with how many events they have: rows of place, longitude, latitude, events, opacity, quad_class, href."""
    if not rows:
        return ""
    land = alt.Chart(_data(_land())).mark_geoshape(fill=INK, fillOpacity=0.08, stroke=INK, strokeOpacity=0.25)
    points = (
        alt.Chart(_data(rows))
        .mark_circle(stroke=INK, strokeWidth=0.4)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("events:Q", scale=alt.Scale(range=[25, 500]), legend=None),
            opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
            color=_quads(),
            href="href:N",
        )
    )
    return _svg(alt.layer(land, points).project("naturalEarth1").properties(width=480, height=250))


@cache
def _land() -> list[dict[str, Any]]:
    shape = json.loads((FOLDER / "land.json").read_text(encoding="utf-8"))
    return [{"type": "Feature", "geometry": shape, "properties": {}}]
