"""Templates to answers: everything escaped, numbers and days written one way everywhere."""

from calendar import monthrange
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from pipeline.explorer.marks import pieces


@cache
def environment() -> Environment:
    """The templates with their filters; an unknown name in a template is an error."""
    made = Environment(
        loader=PackageLoader("pipeline.explorer"), autoescape=select_autoescape(), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(number=number, interval=interval, share=share, size=size, svg=Markup, segment=segment)
    made.globals.update(pieces=pieces)
    return made


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The template as an answer."""
    return HTMLResponse(environment().get_template(template).render(path=request.url.path, **values), status)


def segment(text: object) -> str:
    """The text as one segment of a path."""
    return quote(str(text), safe="")


def number(value: float | None) -> str:
    """A number as people write it; null is an empty text.

    >>> number(12000.0), number(0.333), number(None)
    ('12,000', '0.333', '')
    """
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3g}"


def share(value: float | None) -> str:
    """A share of a whole in per cent; null is an empty text.

    >>> share(0.25), share(1 / 3), share(None)
    ('25 %', '33.3 %', '')
    """
    return "" if value is None else f"{100 * value:.3g} %"


def size(n_bytes: int) -> str:
    """A file's size as people read it.

    >>> size(740), size(20_808), size(3_400_000)
    ('740 B', '20.8 kB', '3.4 MB')
    """
    if n_bytes < 1000:
        return f"{n_bytes} B"
    return f"{n_bytes / 1e3:,.1f} kB" if n_bytes < 1_000_000 else f"{n_bytes / 1e6:,.1f} MB"


def interval(start: date | None, end: date | None) -> str:
    """A closed interval as people write it; an open side says so.

    >>> interval(date(2024, 9, 1), date(2024, 11, 30)), interval(date(2025, 10, 22), date(2025, 10, 31))
    ('Sep – Nov 2024', '22 – 31 Oct 2025')
    >>> interval(date(2024, 9, 1), None), interval(None, None)
    ('since 1 Sep 2024', 'not dated')
    """
    if start and end:
        whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
        return _whole(start, end) if whole else _between(start, end)
    if start:
        return f"since {_day(start)}"
    return f"until {_day(end)}" if end else "not dated"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _whole(start: date, end: date) -> str:
    """From the first day of a month to the last of one."""
    if (start.month, end.month) == (1, 12):
        return f"{start.year}" if start.year == end.year else f"{start.year} – {end.year}"
    if start.year != end.year:
        return f"{start:%b} {start.year} – {end:%b} {end.year}"
    return f"{end:%b} {end.year}" if start.month == end.month else f"{start:%b} – {end:%b} {end.year}"


def _between(start: date, end: date) -> str:
    if start == end:
        return _day(end)
    if start.year != end.year:
        return f"{_day(start)} – {_day(end)}"
    return f"{start.day} – {_day(end)}" if start.month == end.month else f"{start.day} {start:%b} – {_day(end)}"
