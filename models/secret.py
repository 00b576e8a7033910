"""Keys drawn from SECRET_KEY, one for each purpose: what is hashed for one says nothing of another.

Changing SECRET_KEY ends every session, link and second factor.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


def key_for(purpose: str) -> bytes:
    """32 bytes that only this purpose uses."""
    return hmac.digest(current_app.config["SECRET_KEY"].encode(), purpose.encode(), hashlib.sha256)


def keyed_hash(purpose: str, text: str) -> str:
    """64 hexadecimal digits that stand for a text; without the key nobody can try texts out."""
    return hmac.new(key_for(purpose), text.encode(), hashlib.sha256).hexdigest()


def cipher(purpose: str) -> Fernet:
    """Encrypts and decrypts what the database keeps unreadable."""
    from cryptography.fernet import Fernet  # 6 MiB, and only second factors need it

    return Fernet(base64.urlsafe_b64encode(key_for(purpose)))
