"""The door of the intake: what comes back, and that a hostile file ends a child and no worker."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import ROOT
from documents.evidence_intake import Kind, NotTaken, Reason, names, take_in, taking
from documents.evidence_intake.refusal import OF_READER
from documents.refusal import Reason as ReadersReason
from tests.documents.evidence import ENDINGS, here, quarters, saved, segments, with_secrets
from tests.documents.test_evidence_intake_documents import XLSX, docx, red_page

OFFICE = "application/vnd.openxmlformats-officedocument."


def refused(content: bytes, name: str, **limits: int) -> Reason:
    with pytest.raises(NotTaken) as caught:
        take_in(content, name, **limits)
    return caught.value.reason


@pytest.mark.parametrize("form", ENDINGS)
def test_a_photo(form: str) -> None:
    content = with_secrets(form, 6)
    taken = take_in(content, f"DCIM/Ảnh  trao quà.{ENDINGS[form].upper()}")
    assert (taken.kind, taken.media_type) == (Kind.PHOTO, "image/jpeg")
    assert taken.name == "Ảnh trao quà.jpg"
    made = here(content, f"a.{ENDINGS[form]}")
    assert (taken.content, taken.thumbnail) == (made.photo, made.thumbnail)
    assert (taken.width, taken.height) == (made.width, made.height) == (48, 64)


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (red_page(), "Biên bản.PDF", "application/pdf"),
        (docx(), "Biên bản.docx", f"{OFFICE}wordprocessingml.document"),
        (XLSX, "Biên bản.Xlsx", f"{OFFICE}spreadsheetml.sheet"),
    ],
)
def test_a_document_is_kept_byte_for_byte(content: bytes, name: str, media_type: str) -> None:
    taken = take_in(content, name)
    assert (taken.kind, taken.media_type) == (Kind.DOCUMENT, media_type)
    assert taken.content == content
    assert (taken.width, taken.height) == (None, None)
    assert taken.name == name[:9] + name[9:].lower()
    assert (taken.thumbnail is not None) == (media_type == "application/pdf")
    assert taken == take_in(content, name)


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.jpg", Reason.EMPTY),
        (b"x", "a.gif", Reason.UNKNOWN_TYPE),
        (b"x", "a.jpg", Reason.OTHER_CONTENT),
        (b"x", "a.docm", Reason.MACROS),
        (saved(quarters())[:-300], "a.jpg", Reason.DAMAGED),
        (red_page()[:-300], "a.pdf", Reason.DAMAGED),
    ],
)
def test_a_refusal_comes_through_the_child(content: bytes, name: str, reason: Reason) -> None:
    assert refused(content, name) is reason


def test_every_refusal_of_the_shared_checks_has_a_name_here() -> None:
    not_of_evidence = {
        ReadersReason.UNKNOWN_TYPE,
        ReadersReason.EMPTY,
        ReadersReason.TOO_LARGE,
        ReadersReason.NO_TEXT_LAYER,
        ReadersReason.OLD_ENCODING,
        ReadersReason.NO_DIACRITICS,
        ReadersReason.NEEDS_LIBREOFFICE,
        ReadersReason.CONVERSION_FAILED,
        ReadersReason.NOT_FOUND,
    }
    assert set(OF_READER) == set(ReadersReason) - not_of_evidence


def endless() -> bytes:
    """A small photo of very many layers, each of which is worked through."""
    content = saved(quarters(2400, 2400), progressive=True)
    place = content.rindex(b"\xff\xda")
    return content[:place] + content[place:-2] * 3000 + content[-2:]


def test_a_photo_that_takes_too_long() -> None:
    assert refused(endless(), "a.jpg", seconds=1) is Reason.TOO_SLOW


def test_a_child_that_cannot_even_begin() -> None:
    large = saved(quarters()).ljust(8 * 2**20)
    assert refused(large, "a.jpg", megabytes=5) is Reason.CRASHED


def test_a_machine_that_starts_no_child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert refused(saved(quarters()), "a.jpg") is Reason.BUSY


def test_who_waits_for_his_turn_in_vain_may_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = threading.BoundedSemaphore(1)
    monkeypatch.setattr(taking, "_turns", turns)
    with turns:
        assert refused(saved(quarters()), "a.jpg", seconds=1) is Reason.BUSY
    assert take_in(saved(quarters()), "a.jpg").width == 64


def test_several_at_once() -> None:
    contents = [saved(quarters(64 + n)) for n in range(4)]
    with ThreadPoolExecutor(4) as threads:
        taken = list(threads.map(take_in, contents, ["a.jpg"] * 4))
    assert [one.width for one in taken] == [64, 65, 66, 67]
    assert all(list(segments(one.content)) for one in taken)


def test_a_worker_loads_no_library_of_pictures() -> None:
    code = (
        "import sys; from documents.evidence_intake import take_in;"
        "take_in(open(sys.argv[1], 'rb').read(), 'a.pdf');"
        "print({'PIL', 'pillow_heif', 'pypdfium2', 'defusedxml'} & set(sys.modules))"
    )
    with tempfile.NamedTemporaryFile() as file:
        file.write(red_page())
        file.flush()
        command = [sys.executable, "-c", code, file.name]
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("IMG_20240601.HEIC", "IMG_20240601.jpg"),
        ("C:\\Users\\Hà\\Ảnh 1.jpeg", "Ảnh 1.jpg"),
        ("../../etc/passwd.png", "passwd.jpg"),
        ("A\u0309nh quà.jpg", "Ảnh quà.jpg"),
        ("xấu\u202egpj.jpg", "xấugpj.jpg"),
        ("hai\r\ndòng\t.jpg", "hai dòng.jpg"),
        ('a<b>:"c|?*.jpg', "a_b_c_.jpg"),
        ("con.jpg", "_con.jpg"),
        ("LPT1.x.jpg", "_LPT1.x.jpg"),
        (".jpg", "minh-chung.jpg"),
        (" .. .jpg ", "minh-chung.jpg"),
        ("a.php.jpg.", "a.php.jpg"),
        ("\ud800a.jpg", "a.jpg"),
        ("ă" * 300 + ".jpg", "ă" * 60 + ".jpg"),
    ],
)
def test_names(name: str, cleaned: str) -> None:
    assert names.cleaned(name, "jpg") == cleaned


@given(name=st.text(max_size=60))
def test_any_name_is_fit_for_a_disk_and_cleaned_once(name: str) -> None:
    cleaned = names.cleaned(name, "pdf")
    assert re.fullmatch(r'[^\x00-\x1f/\\<>:"|?*]+\.pdf', cleaned)
    assert len(cleaned.encode()) <= names.LONGEST + 5
    assert cleaned == cleaned.strip(" .") == names.cleaned(cleaned, "pdf")
