"""The domain: one noun, one file; rules and verbs, no request, no translation."""

from models import (
    agency,
    audit,
    digest,
    hamlet,
    handover,
    invitation,
    membership,
    notification,
    person,
    posted_form,
    protection_contact,
    succession,
    unit,
)

__all__ = [
    "agency",
    "audit",
    "digest",
    "hamlet",
    "handover",
    "invitation",
    "membership",
    "notification",
    "person",
    "posted_form",
    "protection_contact",
    "succession",
    "unit",
]
