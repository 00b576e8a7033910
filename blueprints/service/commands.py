"""`flask storage check`: can files be kept where STORAGE_URL says."""

from __future__ import annotations

import secrets

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _

from blueprints.service import blueprint
from models import storage

_group = AppGroup("storage", help="The place where files are kept.")
blueprint.cli.add_command(_group)


@_group.command("check")
def check() -> None:
    """Keep a small file, read it, remove it; exit 1, saying why, where that cannot be done."""
    where = current_app.config["STORAGE_URL"]
    try:
        digest = storage.keep(secrets.token_bytes(32))
        storage.read(digest)
        storage.remove(digest)
    except storage.StorageFault as fault:
        told = _("Files cannot be kept in %(where)s: %(why)s", where=where, why=repr(fault))
        raise click.ClickException(told) from None
    click.echo(_("Files can be kept in %(where)s.", where=where))
