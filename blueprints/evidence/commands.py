"""`flask evidence sweep`: to be run once a day."""

from __future__ import annotations

import click
from flask_babel import gettext as _
from flask_babel import ngettext

from blueprints.evidence import blueprint
from blueprints.evidence.erasing import erase, waiting

blueprint.cli.help = "Photos and files that show what was done."


@blueprint.cli.command("sweep")
def sweep() -> None:
    """Remove the files of withdrawn evidence that the storage did not let go at once; exit 1
    where it still does not."""
    results = [erase(evidence_id) for evidence_id in waiting()]
    done, left = results.count(True), results.count(False)
    click.echo(
        ngettext("Files of %(num)d piece removed.", "Files of %(num)d pieces removed.", done)
    )
    if left:
        told = ngettext("%(num)d piece is left.", "%(num)d pieces are left.", left)
        raise click.ClickException(f"{told} {_('The log says why.')}")
