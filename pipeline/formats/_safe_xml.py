"""XML from strangers: no entities of their own, nothing fetched, a cap on size."""

import re
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.formats import Limits, RefusedError

DECLARED = re.compile(rb"\A\s*<\?xml[^>]*\?>")


def read_xml(stream: BinaryIO, limits: Limits) -> tuple[Any, bytes]:
    """The root element and the bytes. Raises `RefusedError` with the reason when they are not to be read."""
    data = stream.read(limits.document + 1)
    if len(data) > limits.document:
        raise RefusedError(f"larger than {limits.document} bytes")
    try:
        return fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True), data
    except DefusedXmlException as error:
        raise RefusedError(f"XML with entities of its own: {type(error).__name__}") from error
    except (ParseError, ValueError, LookupError) as error:
        raise RefusedError(f"no well-formed XML: {error}") from error


def root_name(start: bytes) -> str:
    """The first element's local name in lower case, empty when the bytes begin no XML.

    >>> root_name(b"<?xml version='1.0'?><!-- x --><a:RSS version='2'>")
    'rss'
    """
    body = DECLARED.sub(b"", start.removeprefix(b"\xef\xbb\xbf"))
    body = re.sub(rb"<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|<\?.*?\?>", b"", body, flags=re.DOTALL)
    found = re.match(rb"\s*<(?:[\w.-]+:)?([\w.-]+)", body)
    return found.group(1).decode("ascii", "replace").lower() if found else ""
