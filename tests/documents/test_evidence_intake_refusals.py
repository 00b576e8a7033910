"""Bombs, halves, files of two natures and noise: only NotTaken is ever raised."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from documents.evidence_intake import LARGEST_FILE, NotTaken, Reason, pictures, take_in
from documents.evidence_intake.kinds import Format
from tests.documents.evidence import (
    CORNERS,
    ENDINGS,
    corners,
    here,
    profile,
    quarters,
    refusal,
    saved,
    segments,
    with_secrets,
)
from tests.documents.test_evidence_intake_documents import XLSX, docx, red_page
from tests.documents.test_evidence_intake_photos import png

PHOTOS = {ending: with_secrets(form) for form, ending in ENDINGS.items()}
WHOLE = PHOTOS | {"pdf": red_page(), "docx": docx(), "xlsx": XLSX}
GREY, BIT = (8, 0, 0, 0, 0), (1, 0, 0, 0, 0)


def header(width: int, height: int, sort: tuple[int, ...] = GREY) -> bytes:
    return struct.pack(">2I5B", width, height, *sort)


def with_size_of_jpeg(width: int, height: int) -> bytes:
    content = PHOTOS["jpg"]
    place = content.rindex(b"\xff\xc0") + 5
    return content[:place] + struct.pack(">2H", height, width) + content[place + 4 :]


def with_size_of_heif(width: int, height: int) -> bytes:
    before, name, after = PHOTOS["heic"].partition(b"ispe\0\0\0\0")
    return before + name + struct.pack(">2I", width, height) + after[8:]


def with_size_of_webp(width: int, height: int) -> bytes:
    return (
        PHOTOS["webp"][:24]
        + (width - 1).to_bytes(3, "little")
        + (height - 1).to_bytes(3, "little")
        + PHOTOS["webp"][30:]
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (png(header(60_000, 60_000), b"\0" * 60_001), "a.png"),
        (png(header(20_000, 20_000, BIT), bytes(20_000 * 2_501)), "a.png"),
        (png(header(2**31 - 1, 1), b"\0" * 9), "a.png"),
        (with_size_of_jpeg(65_000, 65_000), "a.jpg"),
        (with_size_of_jpeg(10_000, 9_000), "a.jpg"),
        (with_size_of_webp(16_000, 16_000), "a.webp"),
    ],
)
def test_bombs_are_known_by_their_header(content: bytes, name: str) -> None:
    assert refusal(content, name) is Reason.TOO_MANY_PIXELS


@pytest.mark.parametrize("size", [(65, 48), (9_000, 9_000), (60_000, 60_000), (8, 8)])
def test_a_heif_that_lies_about_its_size_is_refused(size: tuple[int, int]) -> None:
    assert refusal(with_size_of_heif(*size), "a.heic") is Reason.DAMAGED


@pytest.mark.parametrize("form", ENDINGS)
def test_the_limit_is_one_of_memory(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content, name = saved(quarters(100, 80), form), f"a.{ENDINGS[form]}"
    enough = 100 * 80 * pictures.BYTES_PER_PIXEL[Format(ENDINGS[form])]
    monkeypatch.setattr(pictures, "LARGEST_DECODED", enough)
    assert corners(here(content, name).photo) == CORNERS
    monkeypatch.setattr(pictures, "LARGEST_DECODED", enough - 1)
    assert refusal(content, name) is Reason.TOO_MANY_PIXELS


def test_a_photo_whose_pixels_do_not_fit_the_memory() -> None:
    large = saved(Image.new("RGB", (4000, 3000)), "WEBP")
    with pytest.raises(NotTaken) as caught:
        take_in(large, "a.webp", megabytes=130)
    assert caught.value.reason in (Reason.TOO_MANY_PIXELS, Reason.DAMAGED, Reason.CRASHED)


def test_a_comment_that_unpacks_to_very_much() -> None:
    bomb = b"Comment\0\0" + zlib.compress(bytes(80 * 2**20))
    content = png(header(9, 9), bytes(90), (b"zTXt", bomb))
    assert refusal(content, "a.png") is Reason.DAMAGED


@pytest.mark.parametrize("share", range(10, 100, 10))
@pytest.mark.parametrize("ending", WHOLE)
def test_a_part_of_a_file_is_refused(ending: str, share: int) -> None:
    assert refusal(WHOLE[ending], f"a.{ending}") is None
    part = WHOLE[ending][: len(WHOLE[ending]) * share // 100]
    assert refusal(part, f"a.{ending}") in (Reason.DAMAGED, Reason.OTHER_CONTENT)


@pytest.mark.parametrize("share", range(10, 100, 10))
@pytest.mark.parametrize("form", ENDINGS)
def test_a_part_of_a_photo_with_much_to_see_is_refused(form: str, share: int) -> None:
    content = busy(form)
    part = content[: len(content) * share // 100]
    assert refusal(part, f"a.{ENDINGS[form]}") is Reason.DAMAGED


@cache
def busy(form: str) -> bytes:
    return saved(Image.effect_noise((300, 200), 90).convert("RGB"), form)


@pytest.mark.parametrize("claimed", WHOLE)
@pytest.mark.parametrize("real", WHOLE)
def test_a_wrong_ending_is_refused(real: str, claimed: str) -> None:
    expected = None if real == claimed else Reason.OTHER_CONTENT
    assert refusal(WHOLE[real], f"a.{claimed}") is expected


@pytest.mark.parametrize("ending", WHOLE)
def test_pictures_that_are_not_taken_stay_out_under_any_name(ending: str) -> None:
    for form in ("GIF", "BMP", "TIFF", "AVIF"):
        assert refusal(saved(quarters(), form), f"a.{ending}") is Reason.OTHER_CONTENT
    assert refusal(b"<svg xmlns='http://www.w3.org/2000/svg'/>", f"a.{ending}")


@pytest.mark.parametrize("name", ["a.gif", "a.svg", "a.exe", "a", "", ".", "jpg", "a.jpg.zip"])
def test_other_endings_are_refused(name: str) -> None:
    assert refusal(PHOTOS["jpg"], name) is Reason.UNKNOWN_TYPE


def test_a_photo_that_is_also_an_archive_is_no_document() -> None:
    both = PHOTOS["jpg"] + docx()
    assert refusal(both, "a.docx") is Reason.OTHER_CONTENT
    assert b"PK\x03\x04" not in here(both, "a.jpg").photo


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\0" * 500, Reason.EMPTY),
        (b" \n", Reason.EMPTY),
        (PHOTOS["jpg"].ljust(LARGEST_FILE + 1, b"x"), Reason.TOO_LARGE),
    ],
)
def test_files_without_or_with_too_much_in_them(content: bytes, reason: Reason) -> None:
    with pytest.raises(NotTaken) as caught:
        take_in(content, "a.jpg")
    assert caught.value.reason is reason


def test_ten_megabytes_are_taken() -> None:
    assert take_in(PHOTOS["jpg"].ljust(LARGEST_FILE, b"x"), "a.jpg").width == 64


BEGINNINGS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]


@settings(max_examples=150, deadline=None)
@given(
    head=st.sampled_from([*BEGINNINGS, b"RIFF\0\1\0\0WEBPVP8L", b"\0\0\0\x18ftypheic"]),
    rest=st.binary(max_size=300),
    ending=st.sampled_from([*WHOLE, "docm", "gif", ""]),
)
def test_noise_is_refused(head: bytes, rest: bytes, ending: str) -> None:
    assert refusal(head + rest, f"a.{ending}") is not None


@settings(max_examples=25, deadline=None)
@given(data=st.data(), ending=st.sampled_from(list(WHOLE)))
def test_a_whole_file_with_noise_in_it_is_taken_or_refused(
    data: st.DataObject, ending: str
) -> None:
    content = bytearray(WHOLE[ending])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
        content = content or bytearray(b"x")
    assert outcome(bytes(content), f"a.{ending}") is not Reason.BUSY


def outcome(content: bytes, name: str) -> Reason | None:
    try:
        take_in(content, name)
    except NotTaken as refused:
        return refused.reason
    return None


NOISE: list[Callable[[bytes], bytes]] = [
    lambda content: content * 2,
    lambda content: content[::-1],
    lambda content: content[: len(content) // 2] + profile() + content[len(content) // 2 :],
    lambda content: content.replace(b"\0", b"\xff"),
]


@pytest.mark.parametrize("ending", WHOLE)
@pytest.mark.parametrize("spoil", NOISE)
def test_a_spoilt_file_is_taken_as_a_whole_one_or_refused(
    ending: str, spoil: Callable[[bytes], bytes]
) -> None:
    content = spoil(WHOLE[ending])
    if refusal(content, f"a.{ending}") is None:
        made = here(content, f"a.{ending}")
        assert all(
            list(segments(jpeg))[-1] == (0xD9, b"") for jpeg in (made.photo, made.thumbnail) if jpeg
        )
