"""Pictures from phones and strangers: drawn anew, upright, without notes, in bounds; what is no picture is refused."""

from __future__ import annotations

import io
import struct
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image, ImageCms

from portal.core.errors import Refused
from portal.core.files import pictures, store
from portal.core.files.apart import Bounds
from portal.core.files.pictures import Drawn, Picture, take_picture
from portal.core.files.types import Kind
from tests.support.engines import sqlite_only

pytestmark = sqlite_only
RED, WHITE = (200, 30, 30), (255, 255, 255)


def encoded(picture: Image.Image, form: str, **how: Any) -> bytes:
    """The bytes of a picture file."""
    content = io.BytesIO()
    picture.save(content, form, **how)
    return content.getvalue()


def photo(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """A picture that is red above and white below, with more colors than a drawing has."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(WHITE, (0, height // 2, width, height))
    return picture.convert(mode)


def take(content: bytes, name: str = "photo.jpg", **others: Any) -> Picture:
    """Take these bytes as somebody's picture."""
    return take_picture(io.BytesIO(content), name, **others)


def written(drawn: Drawn) -> bytes:
    """The bytes of a kept picture."""
    return store.path_of(drawn.kept.key).read_bytes()


def opened(drawn: Drawn | None) -> Image.Image:
    """A kept picture."""
    assert drawn
    return Image.open(io.BytesIO(written(drawn)))


def near(picture: Image.Image, where: tuple[int, int], color: tuple[int, int, int]) -> bool:
    """Whether a point has about this color."""
    found = picture.convert("RGB").getpixel(where)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 25 for one, other in zip(found, color, strict=True))


def test_nothing_of_a_photo_but_what_is_seen_is_kept(app: Flask) -> None:
    notes = Image.Exif()
    notes[0x010F], notes[0x9286] = "Camera of Ana", "a comment"
    notes.get_ifd(0x8825)[2] = (41.0, 52.0, 30.0)
    content = encoded(photo(), "JPEG", exif=notes, comment=b"Ana was here", dpi=(300, 300), icc_profile=srgb())
    assert b"Ana" in content
    taken = take(content).large
    kept = opened(taken)
    assert (dict(kept.getexif()), kept.info.keys() & {"comment", "icc_profile", "exif", "dpi"}) == ({}, set())
    assert b"Ana" not in written(taken)


def test_notes_of_a_png_and_a_webp_are_gone(app: Flask) -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Ana")
    for content in (
        encoded(photo(), "PNG", pnginfo=notes),
        encoded(photo(), "WEBP", xmp=b"<x>Ana</x>", exif=b"Exif\0\0Ana"),
    ):
        assert b"Ana" in content
        assert b"Ana" not in written(take(content).large)


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [(1, (60, 40), (30, 5)), (3, (60, 40), (30, 35)), (6, (40, 60), (35, 30)), (8, (40, 60), (5, 30)),
     (2, (60, 40), (30, 5)), (4, (60, 40), (30, 35)), (5, (40, 60), (5, 30)), (7, (40, 60), (35, 30)),
     (99, (60, 40), (30, 5))],
)  # fmt: skip
def test_a_photo_stands_upright(app: Flask, orientation: int, size: tuple[int, int], red: tuple[int, int]) -> None:
    notes = Image.Exif()
    notes[0x0112] = orientation
    kept = opened(take(encoded(photo(), "JPEG", exif=notes)).large)
    assert kept.size == size
    assert near(kept, red, RED)


def test_a_large_photo_becomes_one_for_screens_and_one_for_phones(app: Flask) -> None:
    taken = take(encoded(photo(4000, 3000), "JPEG"))
    assert (taken.kind, taken.large.width, taken.large.height) == (Kind.JPEG, 1600, 1200)
    assert taken.small
    assert (taken.small.width, taken.small.height) == (800, 600)
    assert [opened(one).size for one in (taken.large, taken.small)] == [(1600, 1200), (800, 600)]
    assert take(encoded(photo(800, 600), "JPEG")).small is None
    long = take(encoded(photo(9000, 3), "PNG"))
    assert (long.large.width, long.large.height) == (1600, 1)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_every_kind_of_jpeg_becomes_a_plain_one(app: Flask, mode: str) -> None:
    kept = opened(take(encoded(photo(mode=mode), "JPEG")).large)
    assert (kept.format, kept.mode) == ("JPEG", "RGB")
    assert near(kept, (30, 35), WHITE)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_a_plain_one(app: Flask, mode: str) -> None:
    picture = Image.new("I;16", (60, 40), 65_535) if mode == "I;16" else photo(mode=mode)
    taken = take(encoded(picture, "PNG"))
    kept = opened(taken.large)
    assert (kept.format, kept.mode) == ("PNG", "RGB")
    assert near(kept, (30, 35), WHITE)


def test_sixteen_bits_of_gray_keep_their_shade(app: Flask) -> None:
    kept = opened(take(encoded(Image.new("I;16", (50, 50), 32_896), "PNG")).large)
    assert near(kept, (25, 25), (128, 128, 128))


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_is_transparent_is_white(app: Flask, form: str) -> None:
    picture = Image.new("RGBA", (2000, 40), (0, 0, 0, 0))
    picture.paste((200, 30, 30, 255), (0, 0, 1000, 40))
    kept = opened(take(encoded(picture, form)).large)
    assert near(kept, (200, 10), RED)
    assert near(kept, (1500, 10), WHITE)
    see_through = encoded(Image.new("P", (40, 40), 0), "PNG", transparency=0)
    assert near(opened(take(see_through).large), (5, 5), WHITE)


def test_of_a_moving_picture_the_first_one_is_kept(app: Flask) -> None:
    for form in ("PNG", "WEBP"):
        moving = encoded(photo(), form, save_all=True, append_images=[photo().rotate(180)], duration=10)
        kept = opened(take(moving).large)
        assert getattr(kept, "n_frames", 1) == 1
        assert near(kept, (30, 5), RED)


def test_a_second_picture_inside_a_photo_is_gone(app: Flask) -> None:
    both = encoded(photo(), "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), (1, 2, 3))])
    taken = take(both).large
    assert (opened(taken).format, written(taken).count(b"\xff\xd8\xff")) == ("JPEG", 1)


def test_drawings_stay_sharp_and_photos_get_small(app: Flask) -> None:
    drawing = Image.new("RGB", (400, 400), WHITE)
    drawing.paste((0, 0, 0), (100, 0, 101, 400))
    assert take(encoded(drawing, "PNG")).kind is Kind.PNG
    noise = Image.effect_noise((400, 400), 90).convert("RGB")
    noise = Image.merge("RGB", (noise.getchannel(0), noise.rotate(90).getchannel(0), noise.rotate(180).getchannel(0)))
    assert take(encoded(noise, "PNG")).kind is Kind.JPEG


def srgb() -> bytes:
    """A profile of colors."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("profile", [b"", b"nonsense", b"\0" * 5000])
def test_a_broken_color_profile_spoils_no_picture(app: Flask, profile: bytes) -> None:
    assert near(opened(take(encoded(photo(), "JPEG", icc_profile=profile)).large), (30, 5), RED)


def chunk(name: bytes, body: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def bomb(width: int, height: int) -> bytes:
    """A small PNG that unpacks to many pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(9_000_000))) + chunk(b"IEND", b"")


WHOLE = encoded(photo(300, 200), "JPEG")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "x.jpg is empty."),
        (b"GIF89a" + bytes(50), "x.jpg is not a picture that we take. Send a JPEG, PNG or WebP picture."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "x.jpg is not a picture that we take."),
        (b"\0\0\0\x18ftypheic" + bytes(50), "x.jpg is a HEIC or AVIF picture. Save it as JPEG"),
        (b"\0\0\0\x18ftypmp42" + bytes(50), "x.jpg is not a picture that we take."),
        (WHOLE[:-300], "x.jpg cannot be read. It may be damaged."),
        (WHOLE[:200], "x.jpg cannot be read."),
        (b"\xff\xd8\xff", "x.jpg cannot be read."),
        (b"\x89PNG\r\n\x1a\n", "x.jpg cannot be read."),
        (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(50), "x.jpg cannot be read."),
        (encoded(photo(), "PNG")[:-30], "x.jpg cannot be read."),
        (bomb(3000, 3000), "x.jpg cannot be read."),
        (bomb(5001, 5000), "x.jpg has more than 25 million pixels."),
        (bomb(2**31 - 1, 2**31 - 1), "x.jpg has more than 25 million pixels."),
        (bomb(0, 5), "x.jpg cannot be read."),
    ],
)  # fmt: skip
def test_what_is_no_whole_picture_is_refused_in_words(app: Flask, content: bytes, words: str) -> None:
    began = time.monotonic()
    with pytest.raises(Refused) as refusal:
        take(content, "C:\\fakepath\\x.jpg")
    assert refusal.value.message.startswith(words)
    assert time.monotonic() - began < 15


def test_a_file_beyond_the_largest_is_refused(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    largest = app.config["SETTINGS"].largest_file
    with pytest.raises(Refused, match=r"x\.jpg is larger than 25"):
        take(WHOLE + bytes(largest), "x.jpg")


def test_a_photo_of_fifty_million_pixels_is_drawn_within_the_bounds(app: Flask) -> None:
    taken = take(encoded(Image.new("RGB", (8660, 5773), RED), "JPEG", progressive=True))
    assert taken.large.width == 1600


def test_who_hangs_or_swells_is_ended(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for program in ("import time\ntime.sleep(60)", "x = bytes(10 ** 9)", "while True: print('x' * 10 ** 6)"):
        (tmp_path / "stuck.py").write_text(program)
        monkeypatch.setattr(pictures, "_REDRAW", tmp_path / "stuck.py")
        began = time.monotonic()
        with pytest.raises(Refused, match="cannot be read"):
            take(WHOLE, bounds=Bounds(seconds=2, memory=500_000_000))
        assert time.monotonic() - began < 6


PNG = encoded(photo(), "PNG")


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"[]\n", b"{}\n", b'{"kind": "jpg", "pictures": []}\n', b"[" * 100_000,
        b'{"kind": "jpg", "pictures": [[60, 40, %d]]}\n' % len(PNG) + PNG,
        b'{"kind": "svg", "pictures": [[60, 40, 5]]}\n<svg>',
        b'{"kind": "pdf", "pictures": [[60, 40, 5]]}\n%PDF-',
        b'{"kind": "png", "pictures": [[60, 40, %d]]}\nmore' % len(PNG) + PNG,
        b'{"kind": "png", "pictures": [[60, 40, %d]]}\n' % len(PNG) + PNG + b"more",
        b'{"kind": "png", "pictures": [[9999, 40, %d]]}\n' % len(PNG) + PNG,
        b'{"kind": "png", "pictures": [["60", 40, %d]]}\n' % len(PNG) + PNG,
        b'{"kind": "png", "pictures": [[60, 40]]}\n' + PNG,
    ],
)  # fmt: skip
def test_a_program_that_was_taken_over_is_not_believed(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: bytes
) -> None:
    (tmp_path / "false.py").write_text(f"import sys\nsys.stdout.buffer.write({answer!r})\n")
    monkeypatch.setattr(pictures, "_REDRAW", tmp_path / "false.py")
    with pytest.raises(Refused, match="cannot be read"):
        take(WHOLE)
    assert not list(store.folder().glob("*/*"))


def test_every_cut_of_a_picture_is_drawn_or_refused(app: Flask) -> None:
    whole = encoded(photo(), "WEBP")
    for length in range(20, len(whole), max(1, len(whole) // 8)):
        with pytest.raises(Refused):
            take(whole[:length])
