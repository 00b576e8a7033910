"""Long work whose answer is written while it is done: how it ends, whatever happens."""

from __future__ import annotations

import logging
from collections.abc import Generator
from typing import Any

from sqlalchemy.exc import OperationalError

from blueprints.access import entered_again

Row = dict[str, Any]
"""A step of the work, or how it ended (`end`: the kind of status, `text`: the words)."""

_log = logging.getLogger("mangnon.error")


def to_its_end(steps: Generator[Row], *, busy: str, failed: str) -> Generator[Row]:
    """The steps, in the binding of the request; where they raise, which of the two it was."""
    with entered_again():
        try:
            yield from steps
        except OperationalError as error:
            _log.error("database", exc_info=error)
            yield {"end": "over", "text": busy}
        except Exception as error:
            _log.error("failed", exc_info=error)
            yield {"end": "over", "text": failed}
