"""The domain: one noun, one file; rules and verbs, no request, no translation."""

from models import (
    agency,
    audit,
    hamlet,
    membership,
    person,
    posted_form,
    protection_contact,
    succession,
    unit,
)

__all__ = [
    "agency",
    "audit",
    "hamlet",
    "membership",
    "person",
    "posted_form",
    "protection_contact",
    "succession",
    "unit",
]
