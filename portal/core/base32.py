"""Crockford base32: numbers and codes that people can read aloud and type back.

The alphabet leaves out I, L, O and U. Reading forgives case, `O` for zero, `I` and `L` for one, spaces and dashes.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})


def encode(number: int, length: int) -> str:
    """`number` as exactly `length` symbols, most significant first."""
    if number < 0 or number >= 1 << (5 * length):
        raise ValueError(f"{number} does not fit {length} base32 symbols")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(length)))


def decode(symbols: str) -> int:
    """The number that `symbols` spell; raises `ValueError` on a symbol outside the alphabet."""
    number = 0
    for symbol in symbols:
        try:
            number = number << 5 | _VALUES[symbol]
        except KeyError as error:
            raise ValueError(f"{symbol!r} is not a base32 symbol") from error
    return number


def tidy(typed: str) -> str:
    """What a person typed, brought to the alphabet: upper case, no spaces or dashes, look-alikes replaced."""
    kept = "".join(c for c in typed.upper() if not c.isspace() and c not in "-‐‑‒–—.")
    return kept.translate(_FORGIVEN)


# The check symbol is the value of a polynomial over GF(32) whose coefficients are the symbols. Each place has
# a weight of its own that is never zero, so every single wrong symbol and every swap of two symbols is caught.
_FIELD_POLYNOMIAL = 0b100101


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 32:
            a ^= _FIELD_POLYNOMIAL
        b >>= 1
    return product


def check_symbol(symbols: str) -> str:
    """The check symbol for up to 30 symbols."""
    weight, total = 2, 0
    for symbol in symbols:
        total ^= _times(weight, _VALUES[symbol])
        weight = _times(weight, 2)
    return ALPHABET[total]
