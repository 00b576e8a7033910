"""A stranger's document read in a child: the same answers, and nothing but refusals beside them."""

from __future__ import annotations

import os
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import extraction, isolated
from documents.extraction import archive
from documents.extraction.office import program
from documents.isolated import read_isolated, read_text_isolated
from documents.plan_reader import read, read_text
from documents.refusal import Reason, RefusedError
from tests.documents import making, pdfs
from tests.documents.corpus import INVENTED, SAMPLES
from tests.documents.test_formats import converted
from tests.documents.test_refusals import WORD, zipped

TEXT = SAMPLES[0].read_text("utf-8")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
XML = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
WITHOUT_MARKS = b"Ke hoach thuc hien cong tac tre em cua Uy ban nhan dan va cac co quan " * 9
REFUSED = {
    Reason.UNKNOWN_TYPE: (b"anything", "plan.exe"),
    Reason.EMPTY: (b" \n", "plan.txt"),
    Reason.TOO_LARGE: (b"x" * (extraction.LARGEST_FILE + 1), "plan.txt"),
    Reason.TOO_LONG: (b"x\n" * 2_600_000, "plan.txt"),
    Reason.ENCRYPTED: (pdfs.locked(), "plan.pdf"),
    Reason.NO_TEXT_LAYER: (pdfs.scan(), "plan.pdf"),
    Reason.OTHER_CONTENT: (WORD, "plan.txt"),
    Reason.DAMAGED: (WORD[: len(WORD) // 2], "plan.docx"),
    Reason.UNSAFE_ARCHIVE: (zipped({"a": b"\0" * (archive.LARGEST_XML + 1)}, of=WORD), "plan.docx"),
    Reason.UNSAFE_XML: (zipped({"word/styles.xml": b"<!DOCTYPE a><a/>"}, of=WORD), "plan.docx"),
    Reason.OLD_ENCODING: (b"\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0 " * 40, "plan.txt"),
    Reason.NO_DIACRITICS: (WITHOUT_MARKS, "plan.txt"),
}
NOT_BY_A_FILE = {
    Reason.NEEDS_LIBREOFFICE,
    Reason.CONVERSION_FAILED,
    Reason.NOT_FOUND,
    Reason.TOO_SLOW,
    Reason.CRASHED,
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the child's own folder is made."""
    made = tmp_path / "temporary"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program found in the place of LibreOffice; the test says what it does."""
    fake = tmp_path / "soffice"
    fake.touch(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return fake


def refusal(content: bytes, name: str, **limits: int) -> Reason:
    with pytest.raises(RefusedError) as caught:
        read_isolated(content, name, **limits)
    return caught.value.reason


@pytest.mark.parametrize("path", [*SAMPLES, INVENTED[9]], ids=lambda path: path.stem)
def test_a_child_finds_what_the_reader_finds(path: Path) -> None:
    reading, draft = read_isolated(path.read_bytes(), path.name), read(path, path.name)
    assert (reading.draft, reading.account) == (draft.as_json(), draft.account)
    assert reading.lines == path.read_text("utf-8").split("\n")


@pytest.mark.parametrize("make", [making.typed, making.numbered])
def test_a_word_file_too(make: object) -> None:
    content = make(TEXT)  # type: ignore[operator]
    reading = read_isolated(content, "Kế hoạch -\n'.DOCX")
    assert reading.draft == read(content, "plan.docx").as_json()
    tasks = reading.draft["tasks"]
    assert tasks
    for task in tasks:
        assert task["text"][:12] in reading.lines[task["line"] - 1]


def test_pasted_text_is_read_alike() -> None:
    reading = read_text_isolated(TEXT)
    assert reading.draft == read_text(TEXT).as_json()
    with pytest.raises(RefusedError, match="empty"):
        read_text_isolated(" \n")


def test_lines_keep_their_numbers_whatever_is_in_them() -> None:
    reading = read_text_isolated("Kế hoạch\x00 một\n\nI. Nhiệm vụ\fTrang hai\tcột\n1. Tổ chức")
    assert reading.lines == ["Kế hoạch  một", "", "I. Nhiệm vụ Trang hai\tcột", "1. Tổ chức"]
    assert set(reading.account) <= {1, 2, 3, 4}


def test_a_printed_page_keeps_its_lines() -> None:
    reading = read_isolated(pdfs.page_of(b"Plan of the commune, 2024"), "plan.pdf")
    assert reading.lines == ["Plan of the commune, 2024"]


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["odt", "doc"])
def test_libreoffice_works_within_the_limits(ending: str, tmp_path: Path) -> None:
    saved = converted(making.typed(TEXT), tmp_path, ending)
    assert read_isolated(saved, f"plan.{ending}").draft == read(saved, f"plan.{ending}").as_json()


def test_every_reason_is_a_case_here() -> None:
    assert set(REFUSED) | NOT_BY_A_FILE == set(Reason)


@pytest.mark.parametrize("reason", REFUSED)
def test_a_refusal_keeps_its_reason(reason: Reason, folder: Path) -> None:
    assert refusal(*REFUSED[reason]) is reason
    assert list(folder.iterdir()) == []


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert refusal(OLD, "plan.doc") is Reason.NEEDS_LIBREOFFICE


def test_who_takes_too_long_is_ended_with_all_it_started(
    office: Path, folder: Path, tmp_path: Path
) -> None:
    pids = tmp_path / "pids"
    office.write_text(f"#!/bin/sh\nsleep 300 &\necho $$ $! $PPID >{pids}\nsleep 300\n")
    assert refusal(OLD, "plan.doc", seconds=2) is Reason.TOO_SLOW
    assert [pid for pid in pids.read_text().split() if is_running(int(pid))] == []
    assert list(folder.iterdir()) == []


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_what_it_left_running_is_ended_after_an_answer_too(office: Path, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    office.write_text(f"#!/bin/sh\nsleep 300 >/dev/null 2>&1 &\necho $! >{pids}\n")
    assert refusal(OLD, "plan.doc") is Reason.CONVERSION_FAILED
    assert not is_running(int(pids.read_text()))


def test_who_counts_for_too_long_is_ended() -> None:
    slow = "- Kế hoạch tổ chức thực hiện trước ngày 15/6;\n".encode() * 60_000
    assert refusal(slow, "plan.txt", seconds=1) is Reason.TOO_SLOW


def test_who_takes_too_much_memory_is_refused() -> None:
    many = XML.replace(b"/>", b"><w:body>" + b"<w:p/>" * 2_000_000 + b"</w:body></w:document>")
    hog = zipped({"word/document.xml": many}, of=WORD)
    assert len(hog) < 200_000
    assert refusal(hog, "plan.docx", megabytes=120) in (Reason.CRASHED, Reason.DAMAGED)


def test_a_child_that_dies_is_a_refusal(office: Path) -> None:
    office.write_text("#!/bin/sh\nkill -9 $PPID\n")
    assert refusal(OLD, "plan.doc") is Reason.CRASHED


def test_a_child_that_cannot_even_begin_is_a_refusal() -> None:
    assert refusal(b"x" * 19_000_000, "plan.txt", megabytes=5) is Reason.CRASHED


def test_a_machine_that_starts_no_child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert refusal(WORD, "plan.docx") is Reason.CRASHED


def test_the_child_knows_no_secret(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "nobody-may-know")
    told = tmp_path / "environment"
    office.write_text(f"#!/bin/sh\ncat /proc/$PPID/environ >{told}\n")
    refusal(OLD, "plan.doc")
    names = {entry.partition("=")[0] for entry in told.read_text().split("\0") if entry}
    assert names == {"PATH", "PYTHONPATH", "HOME", "TMPDIR", "LC_ALL"}


def test_two_are_read_at_once() -> None:
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(read_text_isolated, [TEXT, INVENTED[9].read_text("utf-8")])
    assert first.draft != second.draft
    assert first.draft == read_text(TEXT).as_json()


def test_a_third_waits_for_its_turn_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = threading.BoundedSemaphore(1)
    monkeypatch.setattr(isolated, "_turns", turns)
    with turns:
        assert refusal(WORD, "plan.docx", seconds=1) is Reason.TOO_SLOW
    assert read_isolated(WORD, "plan.docx").draft["tasks"]


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    head=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", OLD[:8], b"\xff\xfe", WORD[:900]]),
    rest=st.binary(max_size=400),
    ending=st.sampled_from([".docx", ".pdf", ".txt", ".exe", "", ".docx\0"]),
    name=st.text(max_size=20),
)
def test_garbage_is_read_or_refused(
    head: bytes, rest: bytes, ending: str, name: str, folder: Path
) -> None:
    assert outcome(head + rest, name + ending) is not Reason.CRASHED
    assert list(folder.iterdir()) == []


def outcome(content: bytes, name: str) -> Reason | None:
    """Why it was refused; any other error is one of the test."""
    try:
        read_isolated(content, name)
    except RefusedError as refused:
        return refused.reason
    return None
