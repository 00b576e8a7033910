"""Links that prove themselves: signed, for one purpose, for a limited time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from itsdangerous import BadSignature, TimestampSigner, URLSafeTimedSerializer

from models import clock
from models.secret import key_for


class BadLink(ValueError):
    """The link was changed, belongs to another purpose, or its time is over."""


class _ClockSigner(TimestampSigner):
    """Signs with the time of models.clock, which tests and demo can fix."""

    def get_timestamp(self) -> int:
        return int(clock.now().timestamp())


def sign(purpose: str, content: Any) -> str:
    """A token for a URL that holds `content`, readable by everybody, changeable by nobody."""
    return str(_serializer(purpose).dumps(content))


def read(purpose: str, token: str, valid_for: timedelta) -> Any:
    """What a token of this purpose holds; BadLink where it is not ours, or too old."""
    try:
        return _serializer(purpose).loads(token, max_age=int(valid_for.total_seconds()))
    except BadSignature:
        raise BadLink(purpose) from None


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key_for(f"link {purpose}"), signer=_ClockSigner)
