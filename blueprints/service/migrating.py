"""`flask db …`: Alembic is brought in where it is asked for, as no worker needs its memory."""

from __future__ import annotations

from typing import Any

import click
from flask import Flask
from flask.cli import ScriptInfo

import config
from models.base import db


class MigrationCommands(click.Command):
    """Stands for the commands of Flask-Migrate until one of them is asked for."""

    def make_context(self, info_name: str | None, *args: Any, **kwargs: Any) -> click.Context:
        from flask_migrate.cli import db as commands

        install(click.get_current_context().ensure_object(ScriptInfo).load_app())
        context: click.Context = commands.make_context(info_name, *args, **kwargs)
        return context


def init_app(app: Flask) -> None:
    """Offer the commands, without what they need."""
    app.cli.add_command(MigrationCommands("db", help="Bring the tables up to date."))


def install(app: Flask) -> None:
    """Make Alembic ready for an application; without this its functions find no database."""
    from flask_migrate import Migrate

    Migrate(app, db, directory=str(config.ROOT / "migrations"))


def bring_up_to_date(app: Flask) -> None:
    """Bring the database of an application to the newest tables."""
    from flask_migrate import upgrade

    install(app)
    with app.app_context():
        upgrade()
