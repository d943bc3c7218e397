"""A program of its own, run by `bound.py` as `redraw.py FORMAT PIXELS SIDE…` with a picture as its input.

It answers one line of JSON, then the new pictures, the largest first: `{"kind": "jpg", "pictures": [[width, height,
bytes]…]}`, or `{"refused": "large"}`. Only what is seen is kept: no place, no camera, no name, no further picture.
"""

from __future__ import annotations

import io
import json
import sys
from typing import IO, Any

from PIL import Image, ImageCms

_FORMATS = {"jpg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",)}
_JPEG = {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True}
_PNG = {"format": "PNG", "optimize": True}
_COLORS_OF_A_DRAWING = 1 << 15
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def redrawn(file: IO[bytes], wanted: str, pixels: int, sides: list[int]) -> tuple[dict[str, Any], list[bytes]]:
    """What the program says of `file`: its answer, and the pictures."""
    Image.MAX_IMAGE_PIXELS = None  # ours is the bound, and it is an answer
    picture: Image.Image = Image.open(file, formats=_FORMATS[wanted])
    if picture.width * picture.height > pixels:
        return {"refused": "large"}, []
    picture.draft(None, (sides[0], sides[0]))  # a JPEG is read at about the size that is needed
    picture.load()
    turn, profile = _turn(picture), picture.info.get("icc_profile")
    plain = _plain(_shrunk(_smooth(picture), sides[0]), profile)
    if turn is not None:
        plain = plain.transpose(turn)
    shown = [plain, *(_shrunk(plain, side) for side in sides[1:] if max(plain.size) > side)]
    kind, made = "jpg", [_encoded(one, _JPEG) for one in shown]
    if wanted == "png" and plain.getcolors(_COLORS_OF_A_DRAWING) is not None:
        drawing = _encoded(plain, _PNG)
        if len(drawing) <= len(made[0]):  # lines and letters, which JPEG would blur
            kind, made = "png", [drawing, *(_encoded(one, _PNG) for one in shown[1:])]
    facts = [[one.width, one.height, len(content)] for one, content in zip(shown, made, strict=True)]
    return {"kind": kind, "pictures": facts}, made


def _turn(picture: Image.Image) -> Image.Transpose | None:
    try:
        return _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    except Exception:  # whatever is odd about its notes, the picture itself was read
        return None


def _smooth(picture: Image.Image) -> Image.Image:
    """In a mode that can be made smaller: eight bits a color, no palette."""
    if picture.mode.startswith(("I", "F")):
        scale = 1 if picture.mode == "F" else 1 / 257
        return picture.point(lambda value: value * scale + 0).convert("L")
    if picture.mode in {"RGB", "L", "CMYK"} and "transparency" not in picture.info:
        return picture
    has_alpha = picture.mode in {"RGBA", "LA", "PA", "RGBa", "La"} or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")


def _shrunk(picture: Image.Image, side: int) -> Image.Image:
    if max(picture.size) <= side:
        return picture
    share = side / max(picture.size)
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _plain(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In the colors of the web, on white, with no notes of any kind."""
    if picture.mode == "RGBA":
        paper = Image.new("RGB", picture.size, "white")
        paper.paste(picture, mask=picture.getchannel("A"))
        picture = paper
    converted = _web_colors(picture, profile) if profile else None
    picture = converted or picture.convert("RGB")
    picture.info = {}
    return picture


def _web_colors(picture: Image.Image, profile: bytes) -> Image.Image | None:
    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _encoded(picture: Image.Image, how: dict[str, Any]) -> bytes:
    content = io.BytesIO()
    picture.save(content, **how)
    return content.getvalue()


if __name__ == "__main__":
    which, most, *lengths = sys.argv[1:]
    said, contents = redrawn(sys.stdin.buffer, which, int(most), [int(length) for length in lengths])
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + b"".join(contents))
