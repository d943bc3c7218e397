"""A writer for the tests to run as a process of its own: `python writer.py DIRECTORY MODE`.

It tells on its standard output what was acknowledged. Text 0 is always there and always new; texts of a batch
carry the batch's number, and come ten together.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from portal.search.engine import Document, WhooshEngine

BATCH = 10


def batch(number: int) -> list[Document]:
    """The texts of one batch, all or none of which may be found."""
    return [
        Document(1000 + number * BATCH + place, "en", f"batch {_word(number)} of many, same ending")
        for place in range(BATCH)
    ]


def _word(number: int) -> str:
    """A word of letters for a number."""
    return "x" + "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "x"


def question(number: int) -> str:
    """What finds the texts of a batch and no others."""
    return _word(number)


def main(directory: str, mode: str) -> None:
    """Write until killed: `add` new batches, `replace` the same ones, or now and then `rebuild`."""
    index = WhooshEngine(Path(directory))
    first = index.count() // BATCH if mode == "add" else 0
    for number in count(first):
        if mode == "rebuild" and number % 3 == 2:
            index.rebuild(text for kept in range(5) for text in batch(kept))
        else:
            index.index(batch(number if mode == "add" else number % 5))
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
