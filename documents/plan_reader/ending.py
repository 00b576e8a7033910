"""The end of the document: recipients, and the signature that is often mixed into their lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.extraction.lines import Line
from documents.plan_reader.clean import is_rule
from documents.plan_reader.zones import SIGNATURE
from documents.wording import is_upper, plain, tidy


@dataclass(frozen=True, slots=True)
class Ending:
    """Who gets it, who signed it and as what; `unused` are lines that say nothing of these."""

    recipients: tuple[str, ...] = ()
    signer: str | None = None
    signer_title: str | None = None
    unused: tuple[Line, ...] = ()


_HEAD = re.compile(r"^[\W_]*noi\s+nhan\b\s*[:.]?\s*")
_GAP = re.compile(r"\t+|\s{3,}|\s*\|\s*")
_NOISE = re.compile(
    r"^\W*(?:\(?\s*da ky\s*\)?|\(?ky ten.*|\(?ky,.*|da ky.*|chu ky.*|\(?dong dau.*)\W*$"
)
_TITLES = re.compile(r"^(?:ths|ts|bs|pgs|gs|bscki|bsckii|cki|ckii|dr)\b\.?\s*", re.IGNORECASE)
_NOT_NAMES = re.compile(
    r"\b(?:ubnd|hdnd|luu|nhu tren|so|phong|van phong|bo|ban|hoi|trung tam|uy ban|to trinh|noi "
    r"nhan|cuc)\b"
)
_TITLE_START = re.compile(r"\s(?=(?:KT|TL|TUQ|Q)\.|(?<=CHỦ TỊCH )PHÓ|(?<=TRƯỞNG )(?:PHÓ|THỨ))")
_MERGED = re.compile(r"^(?P<r>.+?[;.])\s+(?P<n>[^;,:/()]+)$")


def read(lines: list[Line]) -> Ending:
    """Sort the pieces of the last lines into recipients, title and name."""
    sorter = _Sorter()
    for line in lines:
        if not line.text.strip() or is_rule(line.text):
            continue
        sorter.take(line)
    return sorter.result()


class _Sorter:
    """Takes the ending line by line; a line may hold a recipient and a piece of the signature."""

    def __init__(self) -> None:
        self._recipients: list[str] = []
        self._titles: list[str] = []
        self._names: list[str] = []
        self._unused: list[Line] = []
        self._in_list = False
        self._closed = False

    def take(self, line: Line) -> None:
        text = line.text
        if found := _HEAD.match(plain(text)):
            self._in_list = True
            text = text[found.end() :]
        used = [self._piece(piece) for piece in _pieces(text)]
        if not all(used) and not (self._in_list and not _pieces(text)):
            self._unused.append(line)

    def _piece(self, piece: str) -> bool:
        folded = plain(piece)
        if _NOISE.match(folded):
            return True
        if (
            piece.startswith(("-", "–", "+", "•"))
            and not self._closed
            and not SIGNATURE.match(folded)
        ):
            return self._recipient(piece)
        if SIGNATURE.match(folded) or (self._titles and self._titles[-1].endswith(".")):
            return self._title(piece)
        if is_upper(piece) and len(piece) < 80 and not self._names:
            return self._title_goes_on(piece)
        return self._name(piece) or self._goes_on(piece)

    def _recipient(self, piece: str) -> bool:
        for entry in re.split(r"(?<=[;.])\s*(?=[-–+•])", piece):
            text = self._without_signature(entry.strip(" -–+•"))
            if self._in_list or self._titles:
                self._recipients.append(text.strip(" ;."))
                self._closed = self._closed or plain(text).startswith("luu")
        self._in_list = True
        return True

    def _without_signature(self, text: str) -> str:
        """The recipient alone, where a piece of the signature stands behind it on its line."""
        found = _MERGED.match(text)
        if found is None:
            return text
        rest = found["n"].strip()
        if SIGNATURE.match(plain(rest)) and is_upper(rest):
            self._title(rest)
            return found["r"]
        is_name = len(rest.split()) > 1 and all(_is_name_part(word) for word in rest.split())
        if is_name and not _NOT_NAMES.search(plain(rest)):
            self._names.append(rest)
            return found["r"]
        return text

    def _title(self, piece: str) -> bool:
        """A title; in a cell that lost its line breaks several, and the name after them."""
        words = piece.strip(" -").split(" ")
        capitals = next((i for i, word in enumerate(words) if not is_upper(word + "X")), len(words))
        parts = _TITLE_START.split(" ".join(words[:capitals]))
        if self._titles and self._titles[-1].endswith("."):
            parts[0] = f"{self._titles.pop()} {parts[0]}"
        self._titles += filter(None, parts)
        return capitals == len(words) or self._name(" ".join(words[capitals:]))

    def _title_goes_on(self, piece: str) -> bool:
        """ "TM. ỦY BAN NHÂN DÂN" over two lines; a name in capitals comes after the title."""
        is_name = 2 <= len(piece.split()) <= 5 and not _NOT_NAMES.search(plain(piece))
        if self._titles and is_name and not SIGNATURE.match(plain(piece)):
            self._names.append(piece.title())
        elif self._titles:
            self._titles[-1] = f"{self._titles[-1]} {piece}"
        else:
            return False
        return True

    def _name(self, piece: str) -> bool:
        bare = _TITLES.sub("", piece).strip()
        if _NOT_NAMES.search(plain(bare)):
            return False
        words = bare.split()
        if not words or not all(_is_name_part(word) for word in words):
            return False
        if self._names and _fits(self._names[-1], bare):
            self._names[-1] = f"{self._names[-1]} {bare}"
            return True
        if not self._names and (2 <= len(words) <= 5 or (self._titles and len(words) == 1)):
            self._names.append(bare)
            return True
        return False

    def _goes_on(self, piece: str) -> bool:
        """The rest of a recipient whose line was broken."""
        if self._names and (self._closed or not piece.endswith((";", "."))):
            return False
        if not self._in_list or len(piece) > 170:
            return False
        if self._recipients and (piece[:1].islower() or not piece.endswith(";")):
            self._recipients[-1] = f"{self._recipients[-1]} {piece}".strip(" ;.")
        else:
            self._recipients.append(piece.strip(" -;."))
        return True

    def result(self) -> Ending:
        titles = [title for title in self._titles if not plain(title).startswith("tm")]
        return Ending(
            recipients=tuple(filter(None, self._recipients)),
            signer=self._names[-1] if self._names else None,
            signer_title=" - ".join(titles) or None,
            unused=tuple(self._unused),
        )


def _is_name_part(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or word[1:].islower())


def _fits(name: str, rest: str) -> bool:
    """Whether two pieces make one name of at most four words."""
    return len(name.split()) + len(rest.split()) <= 4


def _pieces(text: str) -> list[str]:
    pieces = (tidy(piece) for piece in _GAP.split(text))
    return [piece for piece in pieces if piece and not is_rule(piece)]
