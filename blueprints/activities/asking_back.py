"""What is asked back of a form: absurd, but true where the person says so."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import request

from blueprints.activities.figure_words import say
from blueprints.forms import EditForm
from models.figure_rules import Doubt, Finding


class Asked:
    """What was asked back, and whether the person said that it is right."""

    def __init__(self, finding: Finding, is_sure: bool) -> None:
        self.key, self.is_sure = finding.key, is_sure
        self.is_of_plan = finding.what is Doubt.TO_COME


class AsksBack(EditForm):
    """A form whose figures and day are refused or asked back, each beside its field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked: dict[str, list[Asked]] = {}

    def refuse(self, name: str, word: str) -> None:
        """Put a word beside a field."""
        self[name].errors = [*self[name].errors, word]

    def refuse_all(self, found: Collection[Finding]) -> bool:
        """Put each finding beside its field; whether there are any."""
        for one in found:
            self.refuse(one.field, say(one))
        return bool(found)

    def is_confirmed(self, found: Collection[Finding]) -> bool:
        """Whether the person has confirmed all of these; what he has not is asked back."""
        confirmed = set(request.form.getlist("sure"))
        unsure = [one for one in found if not self._ask(one, is_sure=one.key in confirmed)]
        return not self.refuse_all(unsure)

    def _ask(self, finding: Finding, *, is_sure: bool) -> bool:
        self.asked.setdefault(finding.field, []).append(Asked(finding, is_sure))
        return is_sure
