"""The domain: one noun, one file; rules and verbs, no request, no translation."""

import models.guards  # noqa: F401  (before the listeners of models.audit)
from models import (
    agency,
    attempt_count,
    audit,
    digest,
    hamlet,
    handover,
    invitation,
    login_session,
    membership,
    notification,
    person,
    posted_form,
    protection_contact,
    second_factor,
    setting,
    sign_in,
    succession,
    unit,
)

__all__ = [
    "agency",
    "attempt_count",
    "audit",
    "digest",
    "hamlet",
    "handover",
    "invitation",
    "login_session",
    "membership",
    "notification",
    "person",
    "posted_form",
    "protection_contact",
    "second_factor",
    "setting",
    "sign_in",
    "succession",
    "unit",
]
