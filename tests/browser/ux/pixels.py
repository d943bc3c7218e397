"""Colours and pictures: luminance, and how much of a picture the focus changes."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageChops

VISIBLE = 8  # of 255: what changes less is noise of the rendering


def luminance(colour: Sequence[float]) -> float:
    """Relative luminance (WCAG) of red, green and blue from 0 to 255."""
    linear = [(v / 255) / 12.92 if v / 255 <= 0.03928 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def focus_change(with_focus: bytes, without: bytes, width: float, height: float) -> dict[str, float]:
    """Pixels that changed, those by at least 3:1, and these as a share of the element's perimeter.

    -1 where the two pictures cannot be compared.
    """
    if with_focus == without:
        return {"changed": 0, "strong": 0, "perimeters": 0}
    one = Image.open(io.BytesIO(with_focus)).convert("RGB")
    other = Image.open(io.BytesIO(without)).convert("RGB")
    if one.size != other.size:
        return {"changed": -1, "strong": -1}
    mask = ImageChops.difference(one, other).convert("L").point(lambda v: 255 if v > VISIBLE else 0)
    changed = strong = 0
    for before, after, differs in zip(_pixels(one), _pixels(other), mask.tobytes(), strict=True):
        if differs:
            changed += 1
            dark, light = sorted((luminance(before), luminance(after)))
            strong += (light + 0.05) / (dark + 0.05) >= 3
    return {
        "changed": changed,
        "strong": strong,
        "perimeters": round(strong / max(1.0, 2 * (width + height)), 2),
    }


def _pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    raw = image.tobytes()
    return list(zip(raw[0::3], raw[1::3], raw[2::3], strict=True))
