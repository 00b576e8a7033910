"""From whatever was photographed to a small JPEG that says nothing but its pixels."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageFile

from documents.evidence_intake.kinds import Format
from documents.evidence_intake.refusal import NotTaken, Reason

LONGEST_SIDE, THUMBNAIL_SIDE = 1600, 320
QUALITY = 82
LARGEST_DECODED = 400_000_000
_FORMATS = {
    Format.JPEG: "JPEG",
    Format.PNG: "PNG",
    Format.WEBP: "WEBP",
    Format.HEIF: "HEIF",
}
BYTES_PER_PIXEL = {Format.JPEG: 6, Format.PNG: 8, Format.HEIF: 8, Format.WEBP: 16}
"""Measured, at the peak: so 66 megapixels of JPEG, 50 of PNG and HEIC, 25 of WebP."""
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
"""EXIF 2.32, 4.6.4 A: how a picture is to be turned to stand upright."""


def made_anew(found: Format, content: bytes) -> tuple[bytes, bytes, tuple[int, int]]:
    """The photo, its thumbnail and its size in pixels; raises NotTaken."""
    try:
        with warnings.catch_warnings(action="ignore"):
            photo = _in_srgb(_decoded(found, content))
        return _saved(photo), thumbnail(photo), photo.size
    except NotTaken:
        raise
    except (MemoryError, Image.DecompressionBombError):
        raise NotTaken(Reason.TOO_MANY_PIXELS) from None
    except Exception:
        # Pillow and the libraries under it raise many kinds of error; all mean the same here.
        raise NotTaken(Reason.DAMAGED) from None


def thumbnail(photo: Image.Image) -> bytes:
    """A JPEG whose longest side is 320 px at most."""
    size = _within(photo.size, THUMBNAIL_SIDE)
    return _saved(_bare(photo.resize(size, Image.Resampling.LANCZOS, reducing_gap=2)))


def _decoded(found: Format, content: bytes) -> Image.Image:
    """Upright and shrunk, in colours of its own; of moving pictures the first."""
    picture = _opened(found, content)
    picture.draft(None, _within(picture.size, LONGEST_SIDE))  # JPEG alone can decode fewer pixels
    picture.load()
    size = _within(picture.size, LONGEST_SIDE)
    shrunk = _smooth(picture).resize(size, Image.Resampling.LANCZOS, reducing_gap=2)
    turn = _turn(picture)
    return shrunk if turn is None else shrunk.transpose(turn)


def _opened(found: Format, content: bytes) -> ImageFile.ImageFile:
    """Only the header is read; raises NotTaken where it tells of too many pixels."""
    if found is Format.HEIF:
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    picture = Image.open(io.BytesIO(content), formats=[_FORMATS[found]])
    if picture.width * picture.height * BYTES_PER_PIXEL[found] > LARGEST_DECODED:
        raise NotTaken(Reason.TOO_MANY_PIXELS)
    return picture


def _within(size: tuple[int, int], longest: int) -> tuple[int, int]:
    scale = min(1.0, longest / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _smooth(picture: Image.Image) -> Image.Image:
    """In a mode whose values can be averaged."""
    if picture.mode.startswith("I"):
        # Scaled by hand: converting would clip all of 16 bits that is above 255.
        return picture.point(lambda value: value / 257).convert("L")
    ready = ("RGBA",) if picture.has_transparency_data else ("RGB", "L", "CMYK")
    # Converting copies, even to the same mode, and a copy of a large photo is dear.
    return picture if picture.mode in ready else picture.convert(ready[0])


def _turn(picture: Image.Image) -> Image.Transpose | None:
    try:
        return _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    except Exception:
        # What is wrong in the metadata is dropped with it.
        return None


def _in_srgb(photo: Image.Image) -> Image.Image:
    profile = photo.info.get("icc_profile")
    if photo.mode == "RGBA":
        white = Image.new("RGB", photo.size, "white")
        white.paste(photo, mask=photo.getchannel("A"))
        photo = white
    return _bare(_converted(photo, profile) if profile else photo)


def _converted(photo: Image.Image, profile: bytes) -> Image.Image:
    """The same colours in sRGB; left alone where the profile is broken or of another picture."""
    from PIL import ImageCms

    try:
        source, target = io.BytesIO(profile), ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(photo, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return photo
    return made or photo


def _bare(photo: Image.Image) -> Image.Image:
    """The pixels alone: a copy would take comment, profile and EXIF along."""
    bare = Image.new("RGB", photo.size)
    bare.paste(photo.convert("RGB"))
    return bare


def _saved(photo: Image.Image) -> bytes:
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    return out.getvalue()
