"""Files that are refused, each with its reason; nothing is run, followed or unpacked."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from documents import extraction
from documents.extraction import archive, office
from documents.plan_reader import read, read_text
from documents.refusal import Reason, RefusedError
from tests.documents import making, pdfs
from tests.documents.corpus import SAMPLES

WORD = making.typed(SAMPLES[0].read_text("utf-8"))


def refusal(content: bytes | Path, name: str) -> Reason:
    with pytest.raises(RefusedError) as caught:
        read(content, name)
    return caught.value.reason


def zipped(parts: dict[str, bytes], of: bytes = b"") -> bytes:
    """A Word file with some of its parts replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        if of:
            with zipfile.ZipFile(io.BytesIO(of)) as whole:
                for name in set(whole.namelist()) - set(parts):
                    made.writestr(name, whole.read(name))
        for name, data in parts.items():
            made.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"anything", "plan.exe", Reason.UNKNOWN_TYPE),
        (b"anything", "plan", Reason.UNKNOWN_TYPE),
        (b"", "plan.txt", Reason.EMPTY),
        (b" \n\t\r\n", "plan.txt", Reason.EMPTY),
        (b"x" * (extraction.LARGEST_FILE + 1), "plan.txt", Reason.TOO_LARGE),
        (b"text", "plan.docx", Reason.OTHER_CONTENT),
        (b"text", "plan.pdf", Reason.OTHER_CONTENT),
        (b"text", "plan.doc", Reason.OTHER_CONTENT),
        (WORD, "plan.txt", Reason.OTHER_CONTENT),
        (pdfs.scan(), "plan.docx", Reason.OTHER_CONTENT),
        (zipped({"a.txt": b"x"}), "plan.docx", Reason.OTHER_CONTENT),
        (WORD, "plan.odt", Reason.OTHER_CONTENT),
        (b"%PDF-1.7\nbroken", "plan.pdf", Reason.DAMAGED),
        (b"PK\x03\x04broken", "plan.docx", Reason.DAMAGED),
        (WORD[: len(WORD) // 2], "plan.docx", Reason.DAMAGED),
        (pdfs.scan(), "plan.pdf", Reason.NO_TEXT_LAYER),
        (pdfs.locked(), "plan.pdf", Reason.ENCRYPTED),
        (b"\x7fELF\x02\x01", "plan.txt", Reason.OTHER_CONTENT),
    ],
)
def test_refused(content: bytes, name: str, reason: Reason) -> None:
    assert refusal(content, name) is reason


def test_a_large_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    with path.open("wb") as file:
        file.truncate(extraction.LARGEST_FILE + 1)
    assert refusal(path, path.name) is Reason.TOO_LARGE
    assert refusal(tmp_path / "no.txt", "no.txt") is Reason.NOT_FOUND


def test_a_locked_word_file() -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    content = head + "EncryptedPackage".encode("utf-16-le")
    assert refusal(content, "plan.docx") is Reason.ENCRYPTED


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = zipped({"word/media/zeros.bin": b"\0" * (archive.LARGEST_XML + 1)}, of=WORD)
    assert len(bomb) < 200_000
    assert refusal(bomb, "plan.docx") is Reason.UNSAFE_ARCHIVE


def test_an_archive_of_very_many_parts() -> None:
    many = {f"part{number}.bin": b"" for number in range(archive.MOST_PARTS + 1)}
    assert refusal(zipped(many, of=WORD), "plan.docx") is Reason.UNSAFE_ARCHIVE


@pytest.mark.parametrize(
    "declared",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/footnotes.xml"])
def test_xml_with_declarations(declared: bytes, part: str) -> None:
    assert refusal(zipped({part: declared}, of=WORD), "plan.docx") is Reason.UNSAFE_XML


@pytest.mark.parametrize("part", ["word/document.xml", "word/numbering.xml", "word/footnotes.xml"])
def test_broken_xml(part: str) -> None:
    assert refusal(zipped({part: b"<w:p"}, of=WORD), "plan.docx") is Reason.DAMAGED


def test_macros_and_links_in_a_word_file_are_left_alone() -> None:
    relations = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
        b'2006/relationships"><Relationship Id="r1" Target="http://127.0.0.1:9/t.dotm" Type="http:'
        b'//schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        b' TargetMode="External"/></Relationships>'
    )
    parts = {"word/vbaProject.bin": b"macro", "word/_rels/settings.xml.rels": relations}
    assert read(zipped(parts, of=WORD), "plan.docm").tasks == read(WORD, "plan.docx").tasks


def test_a_pdf_with_a_script_is_read_and_the_script_is_not_run() -> None:
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); while\\(true\\) {}) >>"
    content = pdfs.page_of(
        b"KE HOACH so 12 cua UBND xa, thuc hien cong tac tre em va cac nhiem vu khac", script
    )
    assert refusal(content, "plan.pdf") is Reason.NO_DIACRITICS


def test_text_without_diacritics() -> None:
    text = SAMPLES[0].read_text("utf-8")
    from documents.wording import plain

    assert refusal(plain(text).encode(), "plan.txt") is Reason.NO_DIACRITICS


def test_pasted_text_is_held_to_the_same_rules() -> None:
    for text, reason in ((" \n ", Reason.EMPTY), ("x" * 21_000_000, Reason.TOO_LARGE)):
        with pytest.raises(RefusedError) as caught:
            read_text(text)
        assert caught.value.reason is reason


def test_older_formats_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert office.program() is None
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert refusal(old, "plan.doc") is Reason.NEEDS_LIBREOFFICE


def test_a_conversion_that_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert refusal(old, "plan.doc") is Reason.CONVERSION_FAILED
    program.write_text("#!/bin/sh\nexit 0\n")
    assert refusal(old, "plan.doc") is Reason.CONVERSION_FAILED
