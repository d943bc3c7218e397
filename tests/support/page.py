"""A fetched page and its forms, read with html5lib as browsers read them."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from werkzeug.datastructures import FileStorage, Headers

from portal.core.routes import Mark

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import html5lib

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "button", "caption", "dd", "div", "dl", "dt", "fieldset"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "legend", "li"),
        *("main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "textarea", "th"),
        *("thead", "tr", "ul"),
    )
)
_UNSEEN = frozenset({"head", "script", "style", "template"})


def words_of(element: Element) -> str:
    """The text of `element` as a reader sees it: blank space folded, blocks apart."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    apart = " " if element.tag in _BLOCKS else ""
    yield apart + (element.text or "")
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield apart


class Page:
    """One answer of the site. `path` is where it was found after redirects; `mark` that of its route."""

    def __init__(self, status: int, path: str, headers: Headers, body: bytes, lang: str, mark: Mark | None) -> None:
        self.status = status
        self.path = path
        self.headers = headers
        self.body = body
        self.lang = lang
        self.mark = mark
        self.parse_errors: list[str] = []

    @property
    def is_html(self) -> bool:
        """Whether it is a page for people (the record's data is not)."""
        return self.headers.get("Content-Type", "").startswith("text/html")

    @property
    def html(self) -> str:
        """The source."""
        return self.body.decode()

    @cached_property
    def tree(self) -> Element:
        """The `html` element."""
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        root: Element = parser.parse(self.html)
        self.parse_errors = [f"line {line}: {code} {about}" for (line, _), code, about in parser.errors]
        return root

    def all(self, path: str) -> list[Element]:
        """Elements by an ElementTree path below the root: `page.all(".//main//li[@class='x']")`, or just a tag."""
        return self.tree.findall(path if "/" in path else f".//{path}")

    def words(self, path: str) -> list[str]:
        """The texts of `all(path)`."""
        return [words_of(element) for element in self.all(path)]

    @cached_property
    def text(self) -> str:
        """Everything a reader sees, blank space folded."""
        return words_of(self.tree) if self.is_html else self.html

    @property
    def title(self) -> str:
        """The words in the browser's tab."""
        return " ".join((self.all("title")[0].text or "").split())

    @property
    def h1(self) -> str:
        """The page's heading."""
        return self.words("h1")[0]

    @property
    def errors(self) -> list[str]:
        """What the error summary says, line by line."""
        return self.words(".//div[@data-error-summary]//li")

    def links(self) -> dict[str, str]:
        """Words of each link in the page and where it leads."""
        return {words_of(link): link.get("href", "") for link in self.all("a")}

    def link(self, wanted: str) -> str:
        """Where the link leads whose words contain `wanted`."""
        found = [href for said, href in self.links().items() if wanted in said]
        assert found, f"no link {wanted!r} on {self.path}; there are {sorted(self.links())}"
        return found[0]

    @cached_property
    def forms(self) -> list[Form]:
        """The forms of the main part (not the sign-out button above it)."""
        return [Form(element) for element in self.all(".//main//form")]

    def form(self, which: str | int | None = None) -> Form:
        """The form with this number, or with a button of these words; left out, the only one."""
        if isinstance(which, int):
            return self.forms[which]
        if which is None:
            assert len(self.forms) == 1, f"{self.path} has {len(self.forms)} forms: say which. {self.text[:300]}"
            return self.forms[0]
        everywhere = [Form(element) for element in self.all("form")]
        found = [form for form in everywhere if which in form.buttons()]
        assert found, f"no button {which!r} on {self.path}; there are {[form.buttons() for form in everywhere]}"
        return found[0]

    def value(self, name: str) -> str | None:
        """What the first field called `name` holds; None where it is not ticked or not there."""
        for form in self.forms:
            for known, value in form.pairs():
                if known == name:
                    return value
        return None


class Form:
    """A form as it stands on a page."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.method = element.get("method", "get").lower()
        self.action = element.get("action", "")
        self.multipart = element.get("enctype") == "multipart/form-data"

    def buttons(self) -> list[str]:
        """The words of its buttons."""
        return [words_of(button) for button in self.element.iter("button")]

    def names(self) -> set[str]:
        """The names of all its fields, ticked or not."""
        return {field.get("name", "") for tag in ("input", "select", "textarea") for field in self.element.iter(tag)}

    def pairs(self) -> list[tuple[str, Any]]:
        """What a browser would send if nothing was changed, in order."""
        return [
            (field.get("name", ""), value)
            for field in self.element.iter()
            if field.get("name") and field.get("disabled") is None
            for value in _values(field)
        ]

    def filled_in(self, fields: dict[str, Any], button: str | None = None) -> list[tuple[str, Any]]:
        """What a browser would send after `fields` were changed and `button` pressed."""
        unknown = set(fields) - self.names()
        assert not unknown, f"the form has no {unknown}; it has {self.names()}"
        pairs = [(name, value) for name, value in self.pairs() if name not in fields]
        for name, value in fields.items():
            pairs += [(name, one) for one in self._typed(name, value)]
        pressed = [b for b in self.element.iter("button") if words_of(b) == button or button is None]
        if pressed and pressed[0].get("name"):
            pairs.append((pressed[0].get("name", ""), pressed[0].get("value", "")))
        return pairs

    def _typed(self, name: str, value: Any) -> list[Any]:
        if value is None or value is False:
            return []
        if value is True:
            box = next(field for field in self.element.iter("input") if field.get("name") == name)
            return [box.get("value", "on")]
        many = value if isinstance(value, list | tuple | set | frozenset) else [value]
        return [one if isinstance(one, FileStorage) else re.sub(r"\r?\n", "\r\n", str(one)) for one in many]


def _values(field: Element) -> list[Any]:
    if field.tag == "textarea":
        return [(field.text or "").replace("\n", "\r\n")]
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None] or options[:1]
        return [option.get("value", words_of(option)) for option in chosen]
    if field.tag != "input" or field.get("type") in {"submit", "button"}:
        return []
    if field.get("type") == "file":
        return [FileStorage(io.BytesIO(), filename="")]  # browsers send an empty part where nothing was chosen
    if field.get("type") in {"checkbox", "radio"}:
        return [field.get("value", "on")] if field.get("checked") is not None else []
    return [field.get("value", "")]
