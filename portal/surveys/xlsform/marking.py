"""The few HTML tags that authors write in workbooks, as the Markdown that labels understand. All else stays text."""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)(b|strong|i|em|a|span|font|br)(\s[^<>]*)?/?>", re.I)
_ADDRESS = re.compile(r"""\shref\s*=\s*(["'])(https?://[^\s"'<>()\[\]\\]+|mailto:[^\s"'<>()\[\]\\]+)\1""", re.I)
_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "span": "", "font": ""}
_DEEPEST = 8  # tags in one another; what is deeper stays text


def marked(text: str) -> str:
    """`text` with pairs of b, strong, i, em and a, and with br, as Markdown; span and font are dropped."""
    if "<" not in text:
        return text
    pieces: list[str] = []
    opened: list[tuple[str, int, str]] = []  # its name, the place of its piece, the address of a link
    at = 0
    for tag in _TAG.finditer(text):
        pieces.append(text[at : tag.start()])
        at, closes, name = tag.end(), bool(tag[1]), tag[2].lower()
        if name == "br":
            pieces.append("  \n")
        elif closes and opened and opened[-1][0] == name:
            _name, place, address = opened.pop()
            pieces[place:] = [_paired("".join(pieces[place + 1 :]), name, address)]
        else:
            if not closes and len(opened) < _DEEPEST and (name != "a" or _address(tag)):
                opened.append((name, len(pieces), _address(tag)))
            pieces.append(tag[0])
    return "".join([*pieces, text[at:]])


def _paired(words: str, name: str, address: str) -> str:
    """The words between a pair of tags. Spaces at their ends stay outside: signs beside a space mean nothing."""
    core = words.strip()
    if not core:
        return words
    lead, trail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    made = f"[{core}]({address})" if address else f"{_SIGNS.get(name, '')}{core}{_SIGNS.get(name, '')}"
    return lead + made + trail


def _address(tag: re.Match[str]) -> str:
    found = _ADDRESS.search(tag[3] or "") if tag[2].lower() == "a" else None
    return found[2] if found else ""
