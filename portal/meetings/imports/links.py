"""Web addresses in the cells and values of others: texts, {label, url} pairs, lists of files, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from portal.core.addresses import is_web_address
from portal.core.imports import shortened
from portal.core.plain_texts import line
from portal.meetings.imports.records import Link

MOST_LINKS = 50
LONGEST_LABEL = 100
_ADDRESS = re.compile(r"https?://[^\s\"'<>{}|\\^`]{1,2000}", re.I)
_TRAILING = ".,;:!?)]"
_PLACES = ("url", "href", "path", "link", "hyperlink", "fileurl", "MatterAttachmentHyperlink")
_LABELS = ("label", "title", "attachmentType", "note", "name", "fileName", "templateName", "MatterAttachmentName")
_LABELS_BELOW = ("links", "files", "documents", "versions")


def addresses_in(text: str) -> list[str]:
    """The http and https addresses in a text, each once."""
    found = (_tidy(match[0]) for match in _ADDRESS.finditer(text))
    return list(dict.fromkeys(address for address in found if is_web_address(address)))


def _tidy(address: str) -> str:
    """Without the punctuation behind it; a bracket that was opened inside stays."""
    while (
        address and address[-1] in _TRAILING and not (address[-1] == ")" and address.count("(") >= address.count(")"))
    ):
        address = address[:-1]
    return address


def links_in(value: Any, label: str, depth: int = 0) -> Iterator[Link]:
    """Every link that a value holds, under its own words or `label`."""
    if isinstance(value, str):
        yield from ((label, address) for address in addresses_in(value))
    elif isinstance(value, Mapping) and depth < 4:
        yield from _in_mapping(value, label, depth)
    elif isinstance(value, list) and depth < 4:
        for each in value[:MOST_LINKS]:
            yield from links_in(each, label, depth + 1)


def _in_mapping(value: Mapping[str, Any], label: str, depth: int) -> Iterator[Link]:
    words = next((line(value[name]) for name in _LABELS if isinstance(value.get(name), str) and line(value[name])), "")
    own = shortened(words, LONGEST_LABEL) or label
    for name in _PLACES:
        if isinstance(value.get(name), str) and (addresses := addresses_in(value[name])):
            yield own, addresses[0]
            return
    for name in _LABELS_BELOW:
        yield from links_in(value.get(name), own, depth + 1)


def distinct(links: Iterator[Link]) -> tuple[Link, ...]:
    """Each link once; no more than a page can show."""
    return tuple(islice(dict.fromkeys(links), MOST_LINKS))
