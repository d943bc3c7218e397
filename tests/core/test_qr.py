"""QR codes: the path draws exactly the modules that the standard asks for, with a light margin."""

from __future__ import annotations

import re

import segno

from portal.core.qr import picture

CODE = "https://feedback.example.org/receipt#7QK4M2XA9Z3B8C5D6E1F0G2H"


def test_the_path_draws_every_dark_module_once_inside_the_margin() -> None:
    drawn = picture(CODE)
    dark = [
        (int(x) + step, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn.path)
        for step in range(int(width))
    ]
    matrix = segno.make(CODE, error="m", micro=False, mask=0).matrix
    wanted = {(x + 4, y + 4) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    assert len(dark) == len(set(dark))
    assert set(dark) == wanted
    assert drawn.size == len(matrix) + 8
