"""`flask notifications digest`: to be run once a day."""

from __future__ import annotations

import logging

import click
from flask import current_app, render_template
from flask_babel import force_locale
from flask_mailman import EmailMessage
from sqlalchemy.exc import IntegrityError

from blueprints.notifications import blueprint
from blueprints.notifications.words import sentence
from models import digest
from models.digest import Letter

_log = logging.getLogger("mangnon.mail")
blueprint.cli.help = "Notifications by e-mail."


@blueprint.cli.command("digest")
def send_digests() -> None:
    """Tell people of roles that end soon, of findings not mended in time, of campaigns whose report
    is due and of gifts that are short; then write to everybody who wants letters and has something
    unread. Run it as often as you like: each person gets one letter a day."""
    told = digest.tell_of_ending_roles()
    late = digest.tell_of_overdue_findings()
    due, short = digest.tell_of_campaign_reports(), digest.tell_of_short_gifts()
    sent = sum(_send(person_id) for person_id in digest.awaiting())
    click.echo(f"{told} told of a role that ends soon, {late} of a finding that is overdue")
    click.echo(f"{due} told of a report of a campaign that is due, {short} that gifts are short")
    click.echo(f"{sent} letters sent")


def _send(person_id: int) -> bool:
    """Write one letter; one that fails is logged and tried again by the next run."""
    try:
        with digest.letter_to(person_id) as letter:
            _deliver(letter)
    except (OSError, IntegrityError) as error:
        _log.error("letter not sent", exc_info=error)
        return False
    return True


def _deliver(letter: Letter) -> None:
    address = current_app.config["PUBLIC_URL"] or f"http://localhost:{current_app.config['PORT']}"
    with current_app.test_request_context(base_url=address), force_locale(letter.person.language):
        shown = [(sentence(row), address + row.href) for row in letter.notifications]
        text = render_template(
            "email/digest.txt", person=letter.person, shown=shown, count=letter.count
        )
    subject, _, body = text.partition("\n")
    EmailMessage(subject.strip(), body.strip() + "\n", to=[letter.person.email]).send()
