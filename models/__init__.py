"""The domain: one noun, one file; rules and verbs, no request, no translation."""

from models import (
    agency,
    attempt_count,
    audit,
    hamlet,
    login_session,
    membership,
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
    "hamlet",
    "login_session",
    "membership",
    "person",
    "posted_form",
    "protection_contact",
    "second_factor",
    "setting",
    "sign_in",
    "succession",
    "unit",
]
