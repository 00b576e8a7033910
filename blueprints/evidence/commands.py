"""`flask evidence sweep`: to be run once a day."""

from __future__ import annotations

import click
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.evidence import blueprint
from blueprints.evidence.erasing import erase, let_go_left_over, waiting
from models.storage import StorageFault

blueprint.cli.help = "Photos and files that show what was done."


@blueprint.cli.command("sweep")
def sweep() -> None:
    """Remove the files of withdrawn evidence that the storage did not let go at once, and those
    that nothing names; exit 1 where some are left."""
    results = [erase(evidence_id) for evidence_id in waiting()]
    done, left = results.count(True), results.count(False)
    click.echo(
        ngettext("Files of %(num)d piece removed.", "Files of %(num)d pieces removed.", done)
    )
    gone, stuck = _left_over()
    click.echo(
        ngettext(
            "%(num)d file without a row removed.", "%(num)d files without a row removed.", gone
        )
    )
    if left + stuck:
        told = ngettext("%(num)d piece is left.", "%(num)d pieces are left.", left + stuck)
        why = _("The log says why.")
        raise click.ClickException(f"{told} {why}")


def _left_over() -> tuple[int, int]:
    try:
        return let_go_left_over()
    except StorageFault as fault:
        raise click.ClickException(_("The store cannot be looked through.")) from fault
