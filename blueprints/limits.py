"""How often one address may use what is open to the world.

Posts are counted in the database (models/attempt_count.py): one count for all workers, no other
server. Reading public pages would then mean a write for every page, so these are counted in each
worker's memory: the limit is per worker, coarse, and there only to stop a flood.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from limits.storage import Storage
from sqlalchemy import delete
from sqlalchemy.exc import SQLAlchemyError

from models import attempt_count
from models.attempt_count import AttemptCount
from models.base import db
from models.secret import keyed_hash
from models.tenancy import begin_write, unscoped

WHY = "limits count addresses, not rows of a unit"


class DatabaseStorage(Storage):
    """Counts of Flask-Limiter in our own table."""

    STORAGE_SCHEME = ["mangnon-database"]

    @property
    def base_exceptions(self) -> type[Exception]:
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        with unscoped(WHY):
            begin_write()
            count = attempt_count.take(_kept(key), timedelta(seconds=expiry), amount=amount)
            db.session.commit()
        return count

    def get(self, key: str) -> int:
        with unscoped(WHY):
            return attempt_count.state(_kept(key))[0]

    def get_expiry(self, key: str) -> float:
        with unscoped(WHY):
            until = attempt_count.state(_kept(key))[1]
        return until.timestamp() if until else 0.0

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with unscoped(WHY):
            begin_write()
            gone: Any = db.session.execute(delete(AttemptCount.__table__))  # type: ignore[arg-type]
            db.session.commit()
        return int(gone.rowcount)

    def clear(self, key: str) -> None:
        with unscoped(WHY):
            begin_write()
            attempt_count.forget(_kept(key))
            db.session.commit()


def _kept(key: str) -> str:
    """Keys name addresses: the table holds none in the clear."""
    return keyed_hash("limit", key)


def _address() -> str:
    return request.remote_addr or "unknown"


limiter = Limiter(_address, storage_uri="mangnon-database://", strategy="fixed-window")


def init_app(app: Flask) -> None:
    """Enforce the limits that views declare with @limiter.limit."""
    limiter.init_app(app)
