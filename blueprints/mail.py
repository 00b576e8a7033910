"""Mail: through a mail host where one is set; in development into the log."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from flask import Flask, current_app, render_template, request
from flask_babel import force_locale
from flask_mailman import EmailMessage, Mail
from flask_mailman.backends.base import BaseEmailBackend
from werkzeug.wrappers import Response

_log = logging.getLogger("mangnon.mail")


class LogBackend(BaseEmailBackend):
    """Writes mail into the log: development only, because it holds links that let people in."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            _log.info("mail", extra={"to": message.to, "subject": message.subject})
            _log.info(message.body)
        return len(email_messages)


def init_app(app: Flask) -> None:
    """Set Flask-Mailman up from our settings."""
    app.config.update(
        MAIL_USE_SSL=app.config["MAIL_PORT"] == 465,
        MAIL_USE_TLS=app.config["MAIL_PORT"] == 587,
        MAIL_DEFAULT_SENDER=app.config["MAIL_SENDER"],
        MAIL_TIMEOUT=20,
        MAIL_BACKEND=_backend(app),
    )
    Mail(app)


def _backend(app: Flask) -> Any:
    if app.config["ENVIRONMENT"] == "test":
        return "locmem"
    if app.config["MAIL_SERVER"]:
        return "smtp"
    return "dummy" if app.config["ENVIRONMENT"] == "production" else LogBackend


def is_set_up() -> bool:
    """Whether mail that we send reaches somebody."""
    return current_app.config["ENVIRONMENT"] != "production" or bool(
        current_app.config["MAIL_SERVER"]
    )


def public_address(path: str) -> str:
    """A path of ours as it stands in a mail or on paper."""
    return str(current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")) + path


def send_after(answer: Response, to: str, template: str, language: str, **context: Any) -> None:
    """Send a mail once the answer has gone out, so that its time tells nobody whether one went.

    The first line of the template is the subject. A mail that fails is logged, not repeated.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def send() -> None:
        with app.app_context(), force_locale(language):
            subject, _, body = render_template(f"email/{template}.txt", **context).partition("\n")
            _deliver(EmailMessage(subject.strip(), body.strip() + "\n", to=[to]))

    answer.call_on_close(send)


def _deliver(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError as error:
        _log.error("mail not sent", exc_info=error)
