"""PDF, Word and Excel files are kept as they came, or refused."""

from __future__ import annotations

import io
import struct
import zipfile
from functools import cache

import pytest
from docx import Document

from documents import workbook
from documents.evidence_intake import Reason
from tests.documents import pdfs
from tests.documents.evidence import here, opened, quarters, refusal, saved
from tests.documents.test_refusals import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BOX = b"/MediaBox [0 0 595 842]"
XLSX = workbook.write_table("Quà", ["Thôn", "Suất"], [["Đăk Tô", "12"]])
TYPES = "[Content_Types].xml"
PART_OF_AN_ARCHIVE = b"PK\6\7" + struct.pack("<LQL", 1, 0, 9) + b"PK\5\6" + bytes(18)


@cache
def docx() -> bytes:
    document, out = Document(), io.BytesIO()
    document.add_paragraph("Biên bản trao quà")
    document.add_picture(io.BytesIO(saved(quarters())))
    document.save(out)
    return out.getvalue()


def red_page(more: bytes = BOX) -> bytes:
    return pdfs.pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R %s >>" % more,
        b"<< /Length 31 >>\nstream\n1 0 0 rg 0 421 595 421 re f      \nendstream",
    )


def typed(content: bytes, old: bytes, new: bytes) -> bytes:
    """A package whose list of content types says something else."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        types = parts.read(TYPES)
    assert old in types
    return zipped({TYPES: types.replace(old, new)}, of=content)


def test_a_pdf_shows_its_first_page() -> None:
    made = here(red_page(), "a.pdf")
    picture = opened(made.thumbnail)
    assert picture.size == (227, 320)
    assert picture.getpixel((100, 20)) == (254, 0, 0)
    assert picture.getpixel((100, 300)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("page", "size"),
    [
        (BOX + b" /Rotate 90", (320, 227)),
        (b"/MediaBox [0 0 100000 10]", (320, 1)),
        (b"/MediaBox [0 0 20 20]", (320, 320)),
        (b"", (248, 320)),
    ],
)
def test_pages_of_all_shapes(page: bytes, size: tuple[int, int]) -> None:
    assert opened(here(red_page(page), "a.pdf").thumbnail).size == size


def test_a_scan_and_a_file_with_padding_are_taken() -> None:
    assert here(pdfs.scan(), "a.pdf").thumbnail
    assert here(b"\xef\xbb\xbf\r\n" + red_page() + b"\0" * 5000, "a.pdf").thumbnail


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_an_office_file_is_taken_without_a_thumbnail(name: str) -> None:
    made = here(docx() if name == "a.docx" else XLSX, name)
    assert (made.photo, made.thumbnail, made.width) == (b"", b"", None)


@pytest.mark.parametrize("name", ["a.docm", "a.xlsm", "A.DOCM ", "a.xlsb", "a.dotm"])
def test_a_name_that_promises_macros(name: str) -> None:
    assert refusal(docx(), name) is Reason.MACROS


@pytest.mark.parametrize(
    "part", ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"]
)
def test_macros_under_a_harmless_name(part: str) -> None:
    assert refusal(zipped({part: b"<a/>"}, of=docx()), "a.docx") is Reason.MACROS
    assert refusal(zipped({part: b"<a/>"}, of=XLSX), "a.xlsx") is Reason.MACROS


@pytest.mark.parametrize("said", [b"application/vnd.ms-office.vbaProject", b"x.MACROenabled.y"])
def test_macros_that_only_the_list_of_parts_knows(said: bytes) -> None:
    hidden = typed(docx(), b"image/jpeg", said.replace(b"o", b"&#111;"))
    assert refusal(hidden, "a.docx") is Reason.MACROS


def test_two_parts_of_one_name() -> None:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("WORD/document.xml", b"<a/>")
    assert refusal(out.getvalue(), "a.docx") is Reason.UNSAFE


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (pdfs.locked(), "a.pdf", Reason.LOCKED),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", Reason.LOCKED),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", Reason.LOCKED),
        (OLE, "a.docx", Reason.OTHER_CONTENT),
        (XLSX, "a.docx", Reason.OTHER_CONTENT),
        (docx(), "a.xlsx", Reason.OTHER_CONTENT),
        (zipped({"a.txt": b"x"}), "a.docx", Reason.OTHER_CONTENT),
        (zipped({TYPES: b"<Types/>"}), "a.docx", Reason.OTHER_CONTENT),
        (zipped({TYPES: b"<Types"}), "a.docx", Reason.DAMAGED),
        (zipped({TYPES: b'<?xml version="1.0" encoding="gb2312"?><a/>'}), "a.docx", Reason.DAMAGED),
        (zipped({"a.xml": b"<!DOCTYPE a><a/>"}, of=XLSX), "a.xlsx", Reason.UNSAFE),
        (zipped({"a.bin": b"\0" * 41 * 2**20}, of=XLSX), "a.xlsx", Reason.UNSAFE),
        (b"<html><script></script>" + red_page(), "a.pdf", Reason.OTHER_CONTENT),
        (red_page() + b"<html>" + b" x" * 600, "a.pdf", Reason.DAMAGED),
        (red_page() + zipped({"a.class": b"x"}), "a.pdf", Reason.OTHER_CONTENT),
        (red_page() + PART_OF_AN_ARCHIVE, "a.pdf", Reason.OTHER_CONTENT),
        (red_page() + docx(), "a.docx", Reason.OTHER_CONTENT),
        (red_page().replace(b"/Kids [3 0 R]", b"/Kids [9 0 R]"), "a.pdf", Reason.DAMAGED),
        (
            red_page().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [] /Count 0"),
            "a.pdf",
            Reason.DAMAGED,
        ),
        (b"%PDF-1.7\nnothing at all\n%%EOF", "a.pdf", Reason.DAMAGED),
    ],
)
def test_refused(content: bytes, name: str, reason: Reason) -> None:
    assert refusal(content, name) is reason


def test_a_bit_that_fell_over_in_a_word_file() -> None:
    content = bytearray(docx())
    place = content.index(b"word/document.xml") + 40
    content[place : place + 8] = b"\xff" * 8
    assert refusal(bytes(content), "a.docx") is Reason.DAMAGED
