"""The board of the units below, on a page and as a workbook."""

from __future__ import annotations

from flask import Response, g

from blueprints import responses
from blueprints.access import needs
from blueprints.board import blueprint
from blueprints.board.board_page import BoardPage
from blueprints.board.workbook import headings, rows
from blueprints.campaigns.present_words import campaigns_shown
from documents.workbook import write_table
from models.permissions import Permission
from models.read_board import read_board


@blueprint.get("")
@needs(Permission.VIEW_REVIEWS)
def show() -> Response:
    """The units below with their months, the slowest first, and the rates of all."""
    page = BoardPage(read_board(g.unit))
    return responses.page("board/show.html", page=page, campaigns=campaigns_shown())


@blueprint.get("/download")
@needs(Permission.VIEW_REVIEWS)
def download() -> Response:
    """The rows that are asked for, whole, as a workbook."""
    page = BoardPage(read_board(g.unit))
    content = write_table(page.title, headings(page), rows(page))
    return responses.xlsx(content, f"board-{g.unit.slug}.xlsx")
