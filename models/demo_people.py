"""What the people of the demo sign in with."""

from __future__ import annotations

DOMAIN = "mangnon.test"


def login_of(word: str, slug: str) -> str:
    """The e-mail of somebody of the demo: what he is, in a word, and the slug of his unit."""
    return f"{word}.{slug}@{DOMAIN}"
