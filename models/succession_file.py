"""Read a CSV of successions: predecessor, successor, share, source."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from models import text

COLUMNS = ("predecessor", "successor", "share", "source")
SOURCE_LENGTH = 200
SHARE_DECIMALS = 6


@dataclass(frozen=True)
class Line:
    """One succession as written, and the line of the file it stands on (1 = the header)."""

    number: int
    predecessor: str
    successor: str
    share: Decimal | None
    source: str

    @property
    def pair(self) -> tuple[str, str]:
        """The slugs of the predecessor and the successor."""
        return self.predecessor, self.successor


@dataclass(frozen=True)
class LineError:
    """What is wrong on a line, and what to do about it."""

    number: int
    message: str

    def __str__(self) -> str:
        return f"line {self.number}: {self.message}"


class BrokenFile(Exception):
    """A file of which nothing was loaded, with everything that is wrong in it."""

    def __init__(self, errors: list[LineError]) -> None:
        super().__init__(f"{len(errors)} lines cannot be used")
        self.errors = sorted(errors, key=lambda error: error.number)


def read_successions(content: bytes) -> list[Line]:
    """The successions of a CSV in UTF-8, separated by commas or semicolons; raises BrokenFile."""
    records = _records(_decoded(content))
    header = _header(next(records, (1, []))[1])
    lines: list[Line] = []
    errors: list[LineError] = []
    for number, fields in records:
        try:
            lines += _lines(number, header, fields)
        except ValueError as error:
            errors.append(LineError(number, str(error)))
    errors += _repeated(lines)
    if errors:
        raise BrokenFile(errors)
    return lines


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        message = "not UTF-8; save the file as “CSV UTF-8”"
        raise BrokenFile([LineError(number, message)]) from None


def _records(content: str) -> Iterator[tuple[int, list[str]]]:
    """The fields of each record, and the line on which it begins."""
    first = next(iter(content.splitlines()), "")
    delimiter = ";" if ";" in first else ","
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for fields in reader:
            yield start, fields
            start = reader.line_num + 1
    except csv.Error as error:
        message = f"broken CSV ({error}); check the quotation marks"
        raise BrokenFile([LineError(start, message)]) from None


def _header(fields: list[str]) -> list[str]:
    header = [field.strip().casefold() for field in fields]
    if sorted(header) != sorted(COLUMNS):
        message = f"the first line must name the columns {', '.join(COLUMNS)}"
        raise BrokenFile([LineError(1, message)])
    return header


def _lines(number: int, header: list[str], fields: list[str]) -> list[Line]:
    """The succession of a record; none where all its fields are empty."""
    if not any(field.strip() for field in fields):
        return []
    if len(fields) != len(header):
        counts = f"{len(fields)} fields instead of {len(header)}"
        raise ValueError(f"{counts}; check the separators and quotation marks")
    values = map(text.normalise, fields)
    return [_line(number, dict(zip(header, values, strict=True)))]


def _line(number: int, row: dict[str, str]) -> Line:
    missing = [column for column in ("predecessor", "successor", "source") if not row[column]]
    if missing:
        raise ValueError(f"{missing[0]} is empty; fill it in")
    if len(row["source"]) > SOURCE_LENGTH:
        raise ValueError(f"source is longer than {SOURCE_LENGTH} characters; shorten it")
    if row["predecessor"] == row["successor"]:
        raise ValueError(f"{row['successor']} would succeed itself; correct one of the slugs")
    share = _share(row["share"])
    return Line(number, row["predecessor"], row["successor"], share, row["source"])


def _share(written: str) -> Decimal | None:
    if not written:
        return None
    try:
        share = Decimal(written.replace(",", "."))
    except InvalidOperation:
        share = Decimal("NaN")
    if not share.is_finite() or not 0 < share <= 1:
        raise ValueError(f"share “{written}” is not above 0 and at most 1; correct or empty it")
    if share != round(share, SHARE_DECIMALS):
        raise ValueError(f"share “{written}” has over {SHARE_DECIMALS} decimals; round it")
    return share


def _repeated(lines: list[Line]) -> Iterator[LineError]:
    first: dict[tuple[str, str], int] = {}
    for line in lines:
        if line.pair in first:
            message = f"repeats line {first[line.pair]}; remove one of the two"
            yield LineError(line.number, message)
        first.setdefault(line.pair, line.number)
