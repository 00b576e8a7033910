"""`flask units`: import the national catalogues, load successions, list units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

import click
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import joinedload

from blueprints.units import blueprint
from models import audit, catalogue
from models.base import db
from models.load_successions import load_successions
from models.succession_file import BrokenFile
from models.tenancy import begin_write, unscoped
from models.unit import Unit, search
from models.unit_import import ClashingImport, import_units


class Refused(click.ClickException):
    """A command that did nothing, and why: one line, with a list below it if there are several
    reasons."""

    exit_code = 2

    def __init__(self, message: str, reasons: Sequence[object] = ()) -> None:
        if len(reasons) > 1:
            message = f"{message}, for {len(reasons)} reasons"
        super().__init__(f"{message}:{_listed(reasons)}" if reasons else message)


def _listed(reasons: Sequence[object]) -> str:
    return "".join(f"\n  {reason}" for reason in reasons) if len(reasons) > 1 else f" {reasons[0]}"


@contextmanager
def _writing(reason: str) -> Iterator[None]:
    """A block that writes to all units or to none, and says in one line why it could not."""
    actor = audit.Actor(label=f"flask units {click.get_current_context().info_name}")
    try:
        with unscoped(reason), audit.acting(actor):
            begin_write()
            yield
            db.session.commit()
    except IntegrityError:
        raise Refused("somebody else changed the units at the same moment; run it again") from None
    except SQLAlchemyError as error:
        raise Refused(_unusable(error)) from None


def _unusable(error: SQLAlchemyError) -> str:
    first = str(getattr(error, "orig", error)).strip().partition("\n")[0]
    return f"the database cannot be used ({first}); is it there, and migrated (flask db upgrade)?"


@blueprint.cli.command("import")
@click.option("--catalogue", "key", required=True, type=click.Choice(catalogue.KEYS))
@click.option("--province", metavar="CODE", help="Only this province, e.g. 45.")
@click.option("--open-ended", is_flag=True, help="Units of the former map without a last day.")
def import_catalogue(key: str, province: str | None, open_ended: bool) -> None:
    """Import a national catalogue of units, whole or one province."""
    chosen = catalogue.read(key)
    try:
        chosen = chosen.within(province) if province else chosen
        with _writing("import of a national catalogue"):
            imported = import_units(chosen, open_ended=open_ended)
    except catalogue.UnknownCode as error:
        raise Refused(str(error)) from None
    except ClashingImport as error:
        raise Refused("nothing was imported", error.clashes) from None
    click.echo(
        f"{chosen.source}: {imported.made} units made, {imported.changed} changed, "
        f"{imported.unchanged} unchanged; {imported.aliases} other spellings added"
    )


@blueprint.cli.command("successions")
@click.argument("file", type=click.File("rb"))
def load_file(file: BinaryIO) -> None:
    """Load a CSV of successions: predecessor,successor,share,source."""
    try:
        with _writing("units take over from others at a re-organisation"):
            loaded = load_successions(file.read())
    except BrokenFile as error:
        raise Refused("nothing was loaded", error.errors) from None
    click.echo(
        f"{loaded.made} successions made, {loaded.changed} changed, {loaded.unchanged} unchanged"
    )


@blueprint.cli.command("list")
@click.argument("term", default="")
def list_units(term: str) -> None:
    """List units: slug, name, parent; only those whose name contains TERM, marks ignored."""
    try:
        with unscoped("units belong to nobody"):
            query = search(term).options(joinedload(Unit.parent))
            for unit in db.session.scalars(query):
                parent = unit.parent.name if unit.parent else ""
                click.echo(f"{unit.slug}\t{unit.name}\t{parent}")
    except SQLAlchemyError as error:
        raise Refused(_unusable(error)) from None
