"""A draft plan as an outline to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from documents.plan_reader import Draft

_WIDTH = 100


def lines_of(draft: Draft) -> Iterator[str]:
    """The header, the tasks under their headings, then what stands beside them."""
    said = draft.as_json()
    yield from _header(said)
    yield from _tasks(said)
    yield from _beside(said)
    yield from _unread(said)


def _header(said: dict[str, Any]) -> Iterator[str]:
    yield _joined(said["issuer"], said["number"], said["date"])
    yield said["subject"] or _("(no subject found)")
    if said["addressees"]:
        yield _("To: %(names)s", names="; ".join(said["addressees"]))
    yield _("Signed: %(name)s", name=_joined(said["signer"], said["signer_title"]))


def _tasks(said: dict[str, Any]) -> Iterator[str]:
    tasks = said["tasks"]
    titles = {section["id"]: section["title"] or "" for section in said["sections"]}
    yield ""
    yield ngettext("%(num)d task", "%(num)d tasks", len(tasks))
    before = object()
    for task in tasks:
        if task["section"] != before:
            before = task["section"]
            yield _cut(f"{before or ''} {titles.get(before or '', '')}".strip())
        yield _cut(f"    {task['marker'] or '·'} {task['text']}")
        yield from _details(task)


def _details(task: dict[str, Any]) -> Iterator[str]:
    if task["responsible"]:
        yield _cut("      " + _("lead: %(names)s", names="; ".join(task["responsible"])))
    if task["coordinating"]:
        names = "; ".join(task["coordinating"])
        yield _cut("      " + _("with: %(names)s", names=names))
    if task["due"]:
        yield "      " + _("due: %(day)s", day=task["due"])


def _beside(said: dict[str, Any]) -> Iterator[str]:
    """Deadlines, targets, baselines, reports and money, one line each."""
    yield from _list(_("Deadlines"), (f"{d['date']}  {d['text']}" for d in said["deadlines"]))
    yield from _list(
        _("Targets"), (f"{t['value']} {t['unit']}  {t['text']}" for t in said["targets"])
    )
    yield from _list(_("Baselines"), (b["text"] for b in said["baselines"]))
    yield from _list(_("Reports"), (_report(r) for r in said["reporting"]))
    yield from _list(_("Budget"), (b["text"] for b in said["budget"]))


def _report(duty: dict[str, Any]) -> str:
    return _joined(duty["who"], duty["to"], duty["via"], ", ".join(duty["when"]))


def _unread(said: dict[str, Any]) -> Iterator[str]:
    rows = (f"{line['line']}: {line['text']}" for line in said["unread"])
    yield from _list(_("Not understood, kept as text"), rows)


def _list(title: str, rows: Iterator[str]) -> Iterator[str]:
    rows_ = [_cut(f"    {row}") for row in rows]
    if rows_:
        yield ""
        yield title
        yield from rows_


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part) or "—"


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
