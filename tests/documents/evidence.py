"""Photos as phones make them, full of what nobody should learn; and what a JPEG is made of."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

import pillow_heif
from PIL import Image, ImageColor, ImageDraw, PngImagePlugin

from documents.evidence_intake import Reason, kinds, working
from documents.evidence_intake.refusal import NotTaken
from documents.evidence_intake.working import Made

pillow_heif.register_heif_opener()

SECRET = "Nha-cua-chau-Y-Blir"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "HEIF": "heic"}
CORNERS = ("red", "lime", "blue", "yellow")
_LOSSLESS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 95},
    "PNG": {},
    "WEBP": {"lossless": True},
    "HEIF": {"quality": 95},
}


def here(content: bytes, name: str) -> Made:
    """What a child would make of it, made in this process."""
    return working.work(kinds.format_of(content, name), content)


def refusal(content: bytes, name: str) -> Reason | None:
    """Why it is refused; any other error is one of the test."""
    try:
        here(content, name)
    except NotTaken as refused:
        return refused.reason
    return None


def quarters(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """Red and lime above, blue and yellow below."""
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    for place, colour in enumerate(CORNERS):
        left, top = place % 2 * width // 2, place // 2 * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return picture.convert(mode)


def saved(picture: Image.Image, form: str = "JPEG", **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **_LOSSLESS.get(form, {}) | more)
    return out.getvalue()


def with_secrets(form: str, orientation: int = 1, picture: Image.Image | None = None) -> bytes:
    """A photo whose EXIF, GPS, XMP, profile and comments hold the secret."""
    more: dict[str, Any] = {"exif": exif(orientation), "xmp": XMP, "icc_profile": profile()}
    if form == "JPEG":
        more["comment"] = SECRET
    if form == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Author", SECRET)
        more["pnginfo"].add_itxt("XML:com.adobe.xmp", XMP.decode())
    return saved(picture or quarters(), form, **more)


def exif(orientation: int = 1) -> bytes:
    data = Image.Exif()
    data[0x0112], data[0x010E], data[0x013B] = orientation, SECRET, SECRET
    data.get_ifd(0x8825).update({1: "N", 2: (14.0, 42.0, 7.5), 3: "E", 4: (107.0, 49.0, 1.0)})
    data.get_ifd(0x8825)[0x001C] = SECRET.encode()
    data.get_ifd(0x8769)[0x927C] = SECRET.encode() + saved(quarters(16, 12))
    return data.tobytes()


_P3 = ((0.51512, 0.2412, -0.00105), (0.29198, 0.69225, 0.04189), (0.1571, 0.06657, 0.78407))


def profile(primaries: tuple[tuple[float, float, float], ...] = _P3) -> bytes:
    """An ICC profile (ICC.1:2001): Display P3 unless told otherwise, with a plain gamma of 2.2."""
    text = SECRET.encode() + b"\0"
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + b"\0" * 83,
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    tags |= {name: _xyz(*values) for name, values in zip(_COLUMNS, primaries, strict=True)}
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += name + struct.pack(">II", 132 + 12 * len(tags) + len(body), len(data))
        body += data
    head = b"\0" * 8 + b"\x02\x10\0\0mntrRGB XYZ " + b"\0" * 12 + b"acsp" + b"\0" * 28
    head += struct.pack(">3i", *(round(value * 65536) for value in (0.9642, 1.0, 0.8249)))
    whole = head.ljust(128, b"\0") + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


_COLUMNS = (b"rXYZ", b"gXYZ", b"bXYZ")


def _xyz(*values: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def opened(jpeg: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(jpeg), formats=["JPEG"])
    picture.load()
    return picture


def corners(jpeg: bytes) -> tuple[str, ...]:
    """The four colours, named, in the middle of each quarter."""
    picture = opened(jpeg)
    width, height = picture.size
    places = [(x * width // 4, y * height // 4) for y in (1, 3) for x in (1, 3)]
    return tuple(_named(picture.getpixel(place)) for place in places)


def _named(colour: Any) -> str:
    def distance(name: str) -> int:
        return sum((a - b) ** 2 for a, b in zip(colour, ImageColor.getrgb(name), strict=True))

    return min((*CORNERS, "white", "black"), key=distance)


def segments(jpeg: bytes) -> Iterator[tuple[int, bytes]]:
    """Every marker of a JPEG with what stands in it; the last one ends the file."""
    assert jpeg[:2] == b"\xff\xd8"
    at = 2
    while jpeg[at + 1] != 0xD9:
        assert jpeg[at] == 0xFF
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        yield marker, jpeg[at + 4 : at + 2 + length]
        at += 2 + length
        while jpeg[at] != 0xFF or jpeg[at + 1] in (0, *range(0xD0, 0xD8)):
            at += 1
    yield 0xD9, jpeg[at + 2 :]
