"""Templates to answers: everything escaped, numbers and days written one way everywhere."""

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
    made.filters.update(number=number, interval=interval, svg=Markup, segment=lambda text: quote(str(text), safe=""))
    made.globals.update(pieces=pieces)
    return made


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The template as an answer."""
    return HTMLResponse(environment().get_template(template).render(path=request.url.path, **values), status)


def number(value: float | None) -> str:
    """A number as people write it; null is an empty text.

    >>> number(12000.0), number(0.333), number(None)
    ('12,000', '0.333', '')
    """
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3g}"


def interval(start: date | None, end: date | None) -> str:
    """A closed interval as people write it; an open side says so.

    >>> interval(date(2024, 9, 1), None), interval(None, None)
    ('since 2024-09-01', 'not dated')
    """
    if start and end:
        return start.isoformat() if start == end else f"{start} – {end}"
    if start:
        return f"since {start}"
    return f"until {end}" if end else "not dated"
