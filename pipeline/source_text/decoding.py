"""Bytes to text: byte-order mark, then UTF-8, then the charset that the source declares, then detection."""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 65_536
SURROGATE = re.compile("[\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOST_CONTROLS = 0.02


class Decoded(NamedTuple):
    """Text (null where the bytes are none), the charset it was read in, and what was amiss."""

    text: str | None
    charset: str | None
    amiss: str | None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`; `declared` is the charset that the source claims. Null text: the bytes are no text.

    >>> decode("Zürich".encode("utf-16"))
    Decoded(text='Zürich', charset='utf-16-le', amiss=None)
    >>> decode("Zürich".encode("latin-1"), "latin-1").text
    'Zürich'
    >>> decode(bytes(range(256))).amiss
    'binary: no text in any charset'
    """
    for mark, charset in MARKS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], charset)
    unmarked = _unmarked_wide(data)
    if unmarked:
        return _whole(data, unmarked)
    for claimed in ("utf-8", declared):
        text = _strict(data, claimed)
        if text is not None:
            return _checked(text, str(claimed))
    return _detected(data)


def without_surrogates(text: str) -> tuple[str, str | None]:
    """The text with each lone surrogate replaced by U+FFFD, one for one, and a word on it.

    >>> without_surrogates("a\\ud800b")
    ('a�b', '1 lone surrogate replaced')
    """
    mended, n = SURROGATE.subn("\ufffd", text)
    return mended, f"{n} lone surrogate{'s' if n > 1 else ''} replaced" if n else None


def _strict(data: bytes, charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _whole(data: bytes, charset: str) -> Decoded:
    text = data.decode(charset, "replace")
    return _checked(text, charset, f"not all of it is {charset}" if "\ufffd" in text else None)


def _checked(text: str, charset: str, amiss: str | None = None) -> Decoded:
    """Refuses what decodes but is no text: too many control characters."""
    start = text[:SAMPLE]
    if len(CONTROL.findall(start)) > MOST_CONTROLS * len(start):
        return Decoded(None, None, "binary: no text in any charset")
    mended, lost = without_surrogates(text)
    return Decoded(mended, charset, lost or amiss)


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without its mark, known by the zeros in every second byte of plain letters."""
    start = data[:2048]
    if len(start) < 8 or 0 not in start:
        return None
    even, odd = start[::2].count(0) / len(start[::2]), start[1::2].count(0) / len(start[1::2])
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.1 else None


def _detected(data: bytes) -> Decoded:
    start = data[:SAMPLE]
    if len([byte for byte in start if byte < 32 and byte not in b"\t\n\r\x0c\x1b"]) > MOST_CONTROLS * len(start):
        return Decoded(None, None, "binary: no text in any charset")
    best = from_bytes(start).best()
    charset = best.encoding if best else "utf-8"
    text = data.decode(charset, "replace")
    if text.count("\ufffd") > MOST_CONTROLS * len(text):
        return Decoded(None, None, "binary: no text in any charset")
    return _checked(text, charset, f"charset detected: {charset}")
