"""Checking the record from the command line."""

from __future__ import annotations

import click
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.audit import blueprint
from models import audit
from models.tenancy import unscoped


@blueprint.cli.command("verify")
def verify() -> None:
    """Recompute the seals of all units; exit 1 where an entry does not fit the one before it."""
    with unscoped("the record of all units is verified"):
        count, breaks = audit.verify()
    click.echo(ngettext("%(num)d entry read.", "%(num)d entries read.", count))
    for broken in breaks:
        told = _("Unit %(unit)s: entry %(number)s does not fit the one before it.")
        click.echo(told % {"unit": broken.unit_id, "number": broken.number}, err=True)
    if breaks:
        raise SystemExit(1)
