"""E-mail addresses: checked for their form, never by asking the network."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email


class BadEmail(ValueError):
    """Not an e-mail address."""


def normalise_email(text: str) -> str:
    """The address in lower case; BadEmail where it cannot be one.

    Names under .test (the demo's) pass: they reach nobody anywhere.
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise BadEmail from None
    return found.normalized.lower()
