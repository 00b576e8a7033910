"""Vietnamese by default, English as second; look-ups remembered per language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context, request, session
from flask_babel import Babel, get_locale, get_translations, lazy_gettext
from flask_login import current_user

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"
STATELESS = ("public", "service", "feed")


def init_app(app: Flask) -> None:
    """Choose the language of each request; half of a long page's time is catalogue look-ups."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", DEFAULT)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Asia/Ho_Chi_Minh")
    Babel(app, locale_selector=choose)
    app.jinja_env.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["language"] = language


def choose() -> str:
    """The person's language; else the one a visitor chose; else Vietnamese.

    Public pages set and read no cookie: there the address says it (?lang=en).
    """
    if not has_request_context():
        return DEFAULT
    if request.blueprint in STATELESS:
        return language_of(request.args)
    if current_user and current_user.is_authenticated:
        return str(current_user.language)
    chosen = session.get("language", DEFAULT)
    return chosen if chosen in LANGUAGES else DEFAULT


def language_of(args: Mapping[str, str]) -> str:
    """The language that an address asks for."""
    asked = args.get("lang", DEFAULT)
    return asked if asked in LANGUAGES else DEFAULT


def language() -> str:
    """The code of the language in force, for `<html lang>`."""
    return str(get_locale())


def label(text: str) -> Any:
    """A string that is translated when it is shown: for labels fixed at import."""
    return lazy_gettext(text)


def _gettext(text: str) -> str:
    return _look_up(language(), text)


def _ngettext(singular: str, plural: str, number: int) -> str:
    return str(get_translations().ungettext(singular, plural, number))


@lru_cache(maxsize=8192)
def _look_up(_language: str, text: str) -> str:
    return str(get_translations().ugettext(text))
