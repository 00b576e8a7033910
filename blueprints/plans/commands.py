"""`flask plans`: read an official document into a draft plan. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path

import click

from blueprints.plans import blueprint
from blueprints.plans.outline import lines_of
from blueprints.plans.refusals import wording
from documents import plan_reader
from documents.refusal import RefusedError


class Unreadable(click.ClickException):
    """A document that was refused; the message says why in one line."""

    exit_code = 2


@blueprint.cli.command("read")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the stable JSON form.")
def read(file: Path, as_json: bool) -> None:
    """Read a document (.docx, .pdf, .odt, .doc, .txt) and print the draft plan."""
    try:
        draft = plan_reader.read(file, file.name)
    except RefusedError as error:
        raise Unreadable(wording(error.reason)) from None
    if as_json:
        click.echo(json.dumps(draft.as_json(), ensure_ascii=False, indent=1))
        return
    for line in lines_of(draft):
        click.echo(line)
