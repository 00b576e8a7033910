"""Decide on a request for a later day: the unit above does, never who asked.

Each verb raises ExtensionRefused, and DelegationEnded where a delegation is over.
"""

from __future__ import annotations

from models import audit, clock
from models.ask_extension import allow
from models.delegates import hold
from models.extension import Extension, ExtensionState
from models.extension_acts import ExtensionAct
from models.month_acts import Reader
from models.notification import NotificationKind, notify


def grant(extension: Extension, by: Reader, word: str | None = None) -> None:
    """Let the new day count from now on; raises ExtensionRefused. Who asked is told."""
    hold(by, extension.unit.path)
    allow(ExtensionAct.GRANT, extension, by)
    _decide(extension, ExtensionState.GRANTED, by, word)
    audit.record("extension.granted", extension)
    _tell(extension, NotificationKind.EXTENSION_GRANTED)


def refuse(extension: Extension, by: Reader, word: str) -> None:
    """Leave the old day as it is, with a word on why; raises ExtensionRefused. Who asked is told.

    ValueError without a word.
    """
    if not word:
        raise ValueError("a refusal says why")
    hold(by, extension.unit.path)
    allow(ExtensionAct.REFUSE, extension, by)
    _decide(extension, ExtensionState.REFUSED, by, word)
    audit.record("extension.refused", extension)
    _tell(extension, NotificationKind.EXTENSION_REFUSED)


def _decide(extension: Extension, state: ExtensionState, by: Reader, word: str | None) -> None:
    extension.state, extension.word = state, word or None
    extension.decided_by_id, extension.decided_at = by.person_id, clock.now()
    extension.decided_on_behalf_of_id = by.on_behalf_of_id


def _tell(extension: Extension, kind: NotificationKind) -> None:
    told = {"unit": extension.unit.name, "month": f"{extension.month_on:%m/%Y}"}
    told |= {"new_on": str(extension.new_on)}
    href = f"/{extension.unit.slug}/extensions"
    notify([extension.asked_by_id], kind, extension.unit_id, href, **told)
