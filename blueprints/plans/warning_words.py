"""What a draft warns of, in words: what the reader stumbled over, what is out of date."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from blueprints.filters import day
from blueprints.language import label as _l
from models.outdated import OLD_HOTLINE, replaced_rule

WARNINGS = {
    "no_tasks": _l("No tasks were found in the document. Type them in, or bring another file."),
    "no_number_or_date": _l("The document has no number or no date."),
    "repeated_section": _l("A section number stands twice in the document. Check its tasks."),
    OLD_HOTLINE: _l("The text names the former child hotline 18001567. Write 111."),
}


def words_of(warnings: Iterable[str]) -> list[str]:
    """The sentences for a draft's warnings, each once; those without words are left out."""
    return list(dict.fromkeys(filter(None, map(_sentence, warnings))))


def _sentence(warning: str) -> str:
    if rule := replaced_rule(warning):
        told = _(
            "The text cites %(rule)s, replaced by %(by)s since %(day)s. Check it.",
            rule=rule.symbol,
            by=rule.by,
            day=day(rule.since),
        )
        return str(told)
    return str(WARNINGS.get(warning.partition(":")[0], ""))
