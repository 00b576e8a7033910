"""`flask people`: the very first administrator, and tidying up."""

from __future__ import annotations

import click
from flask import current_app
from sqlalchemy import select

from blueprints.invitations import links
from blueprints.people import blueprint
from models import audit
from models.base import db
from models.clock import today
from models.email import BadEmail, normalise_email
from models.invitation import KEPT_DAYS, Invitation, Offer, forget_expired
from models.permissions import Role
from models.phone import BadPhone, normalise_phone
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit

blueprint.cli.help = "Invite people; remove expired invitations."


@blueprint.cli.command("invite")
@click.option("--unit", "slug", required=True, help="Slug of the unit (flask units list).")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", default="", help="Name of the person.")
@click.option("--phone", help="Only who knows this number can use the link.")
@click.option("--email", help="Likewise for an address.")
def invite(slug: str, role: str, name: str, phone: str | None, email: str | None) -> None:
    """Print a link that makes somebody, new or not, what --role says. Whoever holds it and knows
    the number or address given may use it, once, for seven days."""
    if role == Role.PARTNER:
        raise click.UsageError("a partner needs an agency: the unit's administrator invites him")
    unit = _unit(slug)
    offer = Offer(name or "–", Role(role), phone=_phone(phone), email=_email(email))
    with bind(unit.id), audit.acting(audit.Actor(label="flask people invite")):
        begin_write()
        invitation = Invitation.send(offer, by=None)
        db.session.commit()
        path = f"/invitations/{links.token_of(invitation)}"
        click.echo(f"{unit.name}, {role}, until the end of {invitation.last_day:%d/%m/%Y}:")
    address = current_app.config["PUBLIC_URL"] or f"http://localhost:{current_app.config['PORT']}"
    click.echo(f"{address}{path}")


def _unit(slug: str) -> Unit:
    with unscoped("the command line names a unit"):
        unit = db.session.scalar(Unit.by_slug(slug))
    if unit is None:
        raise click.BadParameter(f"no unit has the slug {slug!r}", param_hint="--unit")
    if unit.valid_to is not None and unit.valid_to < today():
        raise click.BadParameter(f"{unit.name} has ended", param_hint="--unit")
    return unit


def _phone(typed: str | None) -> str | None:
    try:
        return normalise_phone(typed) if typed else None
    except BadPhone as bad:
        raise click.BadParameter(f"no phone number ({bad.fault})", param_hint="--phone") from None


def _email(typed: str | None) -> str | None:
    try:
        return normalise_email(typed) if typed else None
    except BadEmail:
        raise click.BadParameter("no e-mail address", param_hint="--email") from None


@blueprint.cli.command("forget-invitations")
def forget_invitations() -> None:
    """Remove invitations that nobody took up, KEPT_DAYS days after their link expired."""
    with unscoped("the daily run goes through all units that have invitations"):
        units = db.session.scalars(select(Invitation.unit_id).distinct()).all()
    count = 0
    for unit_id in units:
        with bind(unit_id), audit.acting(audit.Actor(label="flask people forget-invitations")):
            begin_write()
            count += forget_expired()
            db.session.commit()
    click.echo(f"{count} invitations removed, {KEPT_DAYS} days after they expired")
