"""Photos are made anew: upright, small, in sRGB, and without a word about where they were taken."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image, ImageCms

from tests.documents.evidence import (
    CORNERS,
    ENDINGS,
    SECRET,
    corners,
    exif,
    here,
    opened,
    profile,
    quarters,
    saved,
    segments,
    with_secrets,
)

JFIF, TABLES, PROGRESSIVE, SCAN, END = 0xE0, {0xDB, 0xC4}, 0xC2, 0xDA, 0xD9
LEFTOVERS = (b"Exif", b"GPS", b"http://ns.adobe", b"xmpmeta", b"ICC_PROFILE", b"acsp", b"JFXX")
STORED_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def colour(content: bytes, name: str) -> tuple[int, ...]:
    pixel = opened(here(content, name).photo).getpixel((5, 5))
    assert isinstance(pixel, tuple)
    return pixel


def is_near(one: tuple[int, ...], other: tuple[int, ...], within: int = 4) -> bool:
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("form", ENDINGS)
def test_nothing_is_left_of_what_the_phone_knew(form: str) -> None:
    content = with_secrets(form)
    assert SECRET.encode() in content
    made = here(content, f"IMG_1.{ENDINGS[form]}")
    for jpeg in (made.photo, made.thumbnail):
        assert not [word for word in (*LEFTOVERS, SECRET.encode()) if word in jpeg]
        found = list(segments(jpeg))
        assert {marker for marker, _ in found} <= {JFIF, *TABLES, PROGRESSIVE, SCAN, END}
        assert found[-1] == (END, b"")
        assert not opened(jpeg).getexif()


def test_a_comment_alone_is_gone_too() -> None:
    made = here(saved(quarters(), comment=SECRET), "a.jpg")
    assert SECRET.encode() not in made.photo + made.thumbnail
    assert made.photo == here(saved(quarters()), "a.jpg").photo


@pytest.mark.parametrize("form", ENDINGS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_ends_upright(form: str, orientation: int) -> None:
    turn = STORED_TURNED.get(orientation)
    lying = quarters() if turn is None else quarters().transpose(turn)
    made = here(saved(lying, form, exif=exif(orientation)), f"a.{ENDINGS[form]}")
    assert (made.width, made.height) == (64, 48)
    assert corners(made.photo) == corners(made.thumbnail) == CORNERS


@pytest.mark.parametrize("damaged", [b"Exif\0\0II*\0", b"Exif\0\0garbage", exif(9), exif(0)])
def test_a_photo_with_broken_exif_is_taken_as_it_lies(damaged: bytes) -> None:
    assert corners(here(saved(quarters(), exif=damaged), "a.jpg").photo) == CORNERS


@pytest.mark.parametrize(
    ("size", "photo", "thumbnail"),
    [
        ((4000, 3000), (1600, 1200), (320, 240)),
        ((3000, 4000), (1200, 1600), (240, 320)),
        ((1601, 900), (1600, 899), (320, 180)),
        ((400, 300), (400, 300), (320, 240)),
        ((31, 7), (31, 7), (31, 7)),
        ((1, 1), (1, 1), (1, 1)),
        ((3000, 2), (1600, 1), (320, 1)),
    ],
)
def test_sizes(size: tuple[int, int], photo: tuple[int, int], thumbnail: tuple[int, int]) -> None:
    made = here(saved(Image.new("RGB", size, "red")), "a.jpg")
    assert (made.width, made.height) == opened(made.photo).size == photo
    assert opened(made.thumbnail).size == thumbnail


@pytest.mark.parametrize("form", ENDINGS)
def test_all_formats_are_shrunk(form: str) -> None:
    made = here(saved(quarters(1700, 340), form), f"a.{ENDINGS[form]}")
    assert opened(made.photo).size == (1600, 320)
    assert corners(made.photo) == corners(made.thumbnail) == CORNERS


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA", "CMYK", "RGB"])
def test_all_sorts_of_pixels_become_rgb(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    content = saved(Image.new("RGB", (20, 20), "white").convert(mode), form)
    made = here(content, f"a.{ENDINGS[form]}")
    assert opened(made.photo).mode == opened(made.thumbnail).mode == "RGB"
    assert is_near(colour(content, f"a.{ENDINGS[form]}"), (255, 255, 255), 2)


def test_the_inks_of_a_printer_become_light() -> None:
    inks = saved(Image.new("CMYK", (20, 20), (0, 255, 255, 0)))
    assert is_near(colour(inks, "a.jpg"), (255, 0, 0))


@pytest.mark.parametrize("form", ["PNG", "HEIF"])
@pytest.mark.parametrize(("value", "grey"), [(0, 0), (100 * 257, 100), (65535, 255)])
def test_sixteen_bits_become_eight(form: str, value: int, grey: int) -> None:
    content = saved(Image.new("I;16", (64, 64), value), form)
    assert is_near(colour(content, f"a.{ENDINGS[form]}"), (grey,) * 3)


def test_sixteen_bits_of_each_colour() -> None:
    row = b"\0" + struct.pack(">3H", 200 * 257, 100 * 257, 50 * 257) * 20
    content = png(struct.pack(">2I5B", 20, 20, 16, 2, 0, 0, 0), row * 20)
    assert is_near(colour(content, "a.png"), (200, 100, 50))


def png(header: bytes, pixels: bytes, *more: tuple[bytes, bytes]) -> bytes:
    chunks = [(b"IHDR", header), *more, (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")]
    whole = b"\x89PNG\r\n\x1a\n"
    for name, data in chunks:
        whole += struct.pack(">I", len(data)) + name + data
        whole += struct.pack(">I", zlib.crc32(name + data))
    return whole


@pytest.mark.parametrize("form", ["PNG", "WEBP", "HEIF"])
def test_what_is_transparent_becomes_white(form: str) -> None:
    clear = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    assert is_near(colour(saved(clear, form), f"a.{ENDINGS[form]}"), (255, 255, 255))
    half = Image.new("RGBA", (64, 64), (255, 0, 0, 128))
    assert is_near(colour(saved(half, form), f"a.{ENDINGS[form]}"), (255, 127, 127))


@pytest.mark.parametrize("mode", ["P", "L", "RGB"])
def test_one_colour_that_stands_for_nothing(mode: str) -> None:
    black = Image.new("RGB", (20, 20), "black").convert(mode)
    clear = {"P": black.getpixel((0, 0)), "L": 0, "RGB": (0, 0, 0)}[mode]
    assert colour(saved(black, "PNG", transparency=clear), "a.png") == (255, 255, 255)
    sixteen = png(struct.pack(">2I5B", 9, 9, 16, 0, 0, 0, 0), bytes(19 * 9), (b"tRNS", b"\0\0"))
    assert colour(sixteen, "a.png") in ((0, 0, 0), (255, 255, 255))


@pytest.mark.parametrize("form", ENDINGS)
def test_colours_of_display_p3_become_those_of_srgb(form: str) -> None:
    content = saved(Image.new("RGB", (64, 64), (200, 120, 100)), form, icc_profile=profile())
    assert is_near(colour(content, f"a.{ENDINGS[form]}"), in_srgb(200, 120, 100), 5)
    assert not is_near(in_srgb(200, 120, 100), (200, 120, 100), 8)


def in_srgb(*p3: int) -> tuple[int, ...]:
    """CSS Color 4, 17: from linear P3 to linear sRGB."""
    rows = ((1.2249, -0.2247, 0), (-0.0420, 1.0419, 0), (-0.0197, -0.0786, 1.0979))
    linear = [(value / 255) ** 2.2 for value in p3]
    light = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in rows]
    return tuple(round(255 * (1.055 * value ** (1 / 2.4) - 0.055)) for value in light)


def test_a_profile_of_swapped_colours_swaps_them() -> None:
    red, green, blue = (0.436, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7139)
    swapped = profile((blue, green, red))
    assert is_near(colour(saved(quarters(), icc_profile=swapped), "a.jpg"), (0, 0, 255), 12)


@pytest.mark.parametrize("broken", [b"no profile", profile()[:200], profile()[:-90] + b"x" * 90])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_profile_that_does_not_fit_is_only_dropped(mode: str, broken: bytes) -> None:
    made = here(saved(quarters(mode=mode), icc_profile=broken), "a.jpg")
    assert "icc_profile" not in opened(made.photo).info
    whole = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert here(saved(quarters(mode=mode), icc_profile=whole), "a.jpg").width == 64


@pytest.mark.parametrize("form", ["PNG", "WEBP", "HEIF"])
def test_of_moving_pictures_the_first_is_taken(form: str) -> None:
    later = [Image.new("RGB", (64, 48), colour) for colour in ("black", "white")]
    content = saved(quarters(), form, save_all=True, append_images=later)
    assert corners(here(content, f"a.{ENDINGS[form]}").photo) == CORNERS


def test_of_a_photo_with_a_second_picture_in_it_the_first_is_taken() -> None:
    second = saved(Image.new("RGB", (64, 48)), "MPO", save_all=True, append_images=[quarters()])
    assert corners(here(second, "a.jpg").photo) == ("black",) * 4


def test_a_film_or_an_archive_behind_a_photo_is_gone() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as parts:
        parts.writestr("a.html", SECRET)
    photo = saved(quarters())
    made = here(photo + archive.getvalue(), "a.jpg")
    assert (
        made
        == here(photo + b"\0\0\0\x18ftypmp42" + SECRET.encode(), "a.jpg")
        == here(photo, "a.jpg")
    )
