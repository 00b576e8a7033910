"""Unicode in all its forms, and Vietnamese from before Unicode."""

from __future__ import annotations

import unicodedata

import pytest

from documents.extraction import legacy
from documents.plan_reader import read
from documents.refusal import Reason, RefusedError
from tests.documents.corpus import SAMPLES

TEXT = SAMPLES[0].read_text("utf-8")
TCVN3 = {to: code for code, to in zip(legacy._TCVN3_FROM, legacy._TCVN3_TO, strict=True)}
VNI_MARKS = {mark: code for code, mark in legacy._VNI_MARKS.items() if code.islower()}
VNI_LETTERS = {to: code for code, to in legacy._VNI_LETTERS.items()}


def in_tcvn3(text: str) -> bytes:
    lowered = "".join(c if c in TCVN3 or c.isascii() else c.lower() for c in text)
    return "".join(TCVN3.get(c, c if c.isascii() else "?") for c in lowered).encode("latin-1")


def in_vni(text: str) -> bytes:
    return "".join(map(_vni, text)).encode("latin-1", "replace")


def _vni(letter: str) -> str:
    if letter.isascii() or letter in VNI_LETTERS:
        return VNI_LETTERS.get(letter, letter)
    base, *marks = unicodedata.normalize("NFD", letter)
    if "\u031b" in marks:
        base = VNI_LETTERS[unicodedata.normalize("NFC", base + marks.pop(marks.index("\u031b")))]
    shapes = sorted(marks, key=lambda mark: mark not in "\u0302\u0306")
    return base + VNI_MARKS.get("".join(shapes), "?")


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace(" ", "\u00a0").encode(),
    ],
    ids=["bom", "utf-16", "nfd", "crlf", "nbsp"],
)
def test_unicode_in_any_form_is_read_alike(content: bytes) -> None:
    wanted, found = read(TEXT.encode(), "a.txt").as_json(), read(content, "a.txt").as_json()
    assert found["tasks"] == wanted["tasks"]
    assert found["deadlines"] == wanted["deadlines"]


@pytest.mark.parametrize("encode", [in_tcvn3, in_vni], ids=["tcvn3", "vni"])
def test_old_encodings_that_are_sure_are_converted(encode: object) -> None:
    assert callable(encode)
    found = read(encode(TEXT), "a.txt").as_json()
    assert "Kiểm tra, giám sát việc cấp phát thẻ bảo hiểm y tế" in str(found["tasks"])


def test_windows_1258_is_read() -> None:
    text = "".join(_split_tones(c) for c in TEXT)
    found = read(text.encode("cp1258", "replace"), "a.txt").as_json()
    assert len(found["tasks"]) == len(read(TEXT.encode(), "a.txt").tasks)


def _split_tones(letter: str) -> str:
    """cp1258 keeps tones as marks of their own, shapes inside the letter."""
    parts = unicodedata.normalize("NFD", letter)
    tones = [c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323"]
    base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
    return base + "".join(tones)


@pytest.mark.parametrize(
    "content",
    [
        b"\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0 " * 40,
        in_tcvn3("Kế hoạch bảo vệ trẻ em ") + b"q\xb5\xb6zzx\xb8wwf\xa9\xa8 " * 40,
    ],
    ids=["other letters", "noise between"],
)
def test_old_encodings_that_are_not_sure_are_refused(content: bytes) -> None:
    with pytest.raises(RefusedError) as caught:
        read(content, "a.txt")
    assert caught.value.reason is Reason.OLD_ENCODING


def test_broken_utf_16_is_damaged() -> None:
    with pytest.raises(RefusedError) as caught:
        read(b"\xff\xfe\x00\xd8", "a.txt")
    assert caught.value.reason is Reason.DAMAGED
