"""A paper as a .docx."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from documents.official_paper import looks, phrases
from documents.official_paper.appendices import write_appendices
from documents.official_paper.body import with_end, write_blocks, write_grounds
from documents.official_paper.cleaning import cleaned
from documents.official_paper.ending import write_ending
from documents.official_paper.head import write_head
from documents.official_paper.markup import join_links
from documents.official_paper.pages import set_up
from documents.official_paper.paper import Paper
from documents.official_paper.styles import furnish


def write_paper(paper: Paper) -> bytes:
    """The paper as a .docx in the layout of Decree 30/2020, annex I.

    Any text can be printed: characters that a document cannot hold are left out.
    """
    from docx import Document

    paper = cleaned(paper)
    document = Document()
    furnish(document, title=_title(paper), author=_author(paper))
    set_up(document, paper.contact)
    _write(document.element.body, paper)
    write_appendices(document, paper)
    join_links(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _write(body: Any, paper: Paper) -> None:
    write_head(body, paper)
    write_grounds(body, paper.grounds)
    blocks = with_end(paper.body)
    write_blocks(body, blocks, width=looks.TEXT_WIDTH, keeps_last=True)
    write_ending(body, paper)


def _title(paper: Paper) -> str:
    if paper.type_name is None:
        return f"Công văn {phrases.letter_subject(paper.subject)}".strip()
    return f"{paper.type_name.capitalize()} {paper.subject}".strip()


def _author(paper: Paper) -> str:
    return paper.issuer or " ".join(paper.issuer_lines)
