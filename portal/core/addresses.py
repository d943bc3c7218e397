"""Addresses: their typed parts (slugs, random keys in base32), the root that absolute links stand on,
and which addresses of others a page may link to."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from werkzeug.routing import BaseConverter, IntegerConverter, ValidationError

from portal.core import base32

KEY_LENGTH = 10
LONGEST_SLUG = 80
LONGEST_LINK = 500


class SlugConverter(BaseConverter):
    """`<slug:name>`: lower-case words joined by single dashes."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class NumberConverter(IntegerConverter):
    """`<int:name>`: a number as people count, in ASCII digits, small enough for every database."""

    regex = r"[0-9]{1,9}"


class KeyConverter(BaseConverter):
    """`<key:name>`: a random id as ten base32 symbols, lower case in addresses, any case when read."""

    regex = r"[0-9A-Za-z]{10}"

    def to_python(self, value: str) -> int:
        try:
            return base32.decode(base32.tidy(value))
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: int) -> str:
        return key_text(value)


def key_text(key: int) -> str:
    """A random id as it stands in addresses and in the public record."""
    return base32.encode(key, KEY_LENGTH).lower()


def slugify(title: str) -> str:
    """A slug for `title`: its letters without accents; "item" where nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-")
    return slug or "item"


def site_root() -> str:
    """Scheme and host without a slash: as configured, so that no forged Host gets into a link; else as asked for."""
    base: str = current_app.config["SETTINGS"].base_url
    return (base or request.host_url).rstrip("/")


def slugs_from(wanted: str) -> Iterator[str]:
    """`wanted`, then `wanted-2`, `wanted-3` …, each within the longest slug there may be: for the first free one."""
    yield wanted
    for number in itertools.count(2):
        tail = f"-{number}"
        yield wanted[: LONGEST_SLUG - len(tail)].rstrip("-") + tail


def is_web_address(address: str) -> bool:
    """Whether `address` is an http or https address that a page may link to."""
    if len(address) > LONGEST_LINK or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def init_addresses(app: Flask) -> None:
    """Teach `app` the converters."""
    app.url_map.converters |= {"int": NumberConverter, "slug": SlugConverter, "key": KeyConverter}
