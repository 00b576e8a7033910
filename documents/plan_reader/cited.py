"""The documents a plan is based on, and the period it is for."""

from __future__ import annotations

import re
from datetime import date

from documents.plan_reader.vocabulary import DOCUMENT
from documents.wording import plain, tidy

_CITED = re.compile(
    rf"\b{DOCUMENT}\s+(?:lien "
    rf"tich\s+)?so\s*:?\s*\d[\w.]*\s?[/\-]\s?[a-z0-9&]+(?:\s?[-/]\s?[a-z0-9&]+)*"
    r"(?:\s*,?\s*ngay\s*\d{1,2}\s*(?:/|thang|-|\.)\s*\d{1,2}\s*(?:/|nam|-|\.)\s*\d{4})?"
)
_LAW = re.compile(
    r"\b(?:bo )?luat [^,;.()]{3,80}?(?:\s(?:nam|ngay)\s[\d/]{4,10}|(?=[,;.()]|\s(?:va|so"
    r"|duoc)\b|$))"
)
_SPAN = re.compile(
    r"(?:giai doan|thoi ky|nhiem ky|nam)\s+((?:19|20)\d\d)\s*(?:-|den(?: nam)?)\s*((?:19|20)\d\d)"
)
_BARE_SPAN = re.compile(r"\b((?:19|20)\d\d)\s*-\s*((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\bnam\s+(?:hoc\s+)?((?:19|20)\d\d)\b")
_UNTIL = re.compile(r"\bden nam\s+((?:19|20)\d\d)")


def based_on(texts: list[str]) -> tuple[str, ...]:
    """Documents named before the first heading, in their order, each once."""
    found: dict[str, None] = {}
    for text in texts:
        folded = plain(text)
        spans = [m.span() for m in _CITED.finditer(folded)]
        if folded.startswith("can cu luat") and (law := _LAW.search(folded)):
            spans.append(law.span())
        found |= {_capital(tidy(text[a:b])): None for a, b in sorted(spans)}
    return tuple(found)


def period(subject: str | None, issued: date | None) -> str | None:
    """ "2017" or "2016-2020", from the subject."""
    folded = plain(subject or "")
    if span := _SPAN.search(folded) or _BARE_SPAN.search(folded):
        return f"{span[1]}-{span[2]}"
    until = _UNTIL.search(folded)
    if until:
        return f"{issued.year}-{until[1]}" if issued and issued.year < int(until[1]) else until[1]
    years = _YEAR.findall(folded)
    return years[-1] if years else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
