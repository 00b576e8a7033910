"""The parts of a plan's paper in their order, and the paper around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from documents.official_paper import (
    Block,
    Heading,
    Item,
    Level,
    Paper,
    Paragraph,
    Signature,
    issuer_lines_of,
    roman,
    write_paper,
)
from documents.plan_paper.annex import annex_of
from documents.plan_paper.document import PlanDocument
from documents.plan_paper.headings import Node, blocks_below, is_roman, tree_of
from documents.plan_paper.words import ground_lines, report_sentences
from documents.sentences import (
    bare_title,
    ended,
    full_name,
    listed,
    lower_first,
    signing_lines,
)
from documents.wording import plain, tidy

_LETTER = "cong_van"
_NAMES = {"huong_dan": ("Hướng dẫn", "HD"), _LETTER: ("", "")}
"""Type names and codes by kind; every other kind goes out as a plan."""
_PLAN = ("Kế hoạch", "KH")
_LONGEST_NAME = 80

Part = tuple[str, list[Block]]


def write_plan(document: PlanDocument) -> bytes:
    """The .docx of a plan."""
    return write_paper(paper_of(document))


def file_name(document: PlanDocument) -> str:
    """A name for the file in plain letters: "ke-hoach-trien-khai-cong-tac-tre-em.docx"."""
    name, _code = _NAMES.get(document.kind, _PLAN)
    words = re.findall(r"[a-z0-9]+", plain(f"{name or 'Công văn'} {_subject(document)}"))
    return f"{'-'.join(words)[:_LONGEST_NAME].rstrip('-')}.docx"


def paper_of(document: PlanDocument) -> Paper:
    """A plan in the layout of Decree 30/2020; a letter where the plan is one."""
    name, code = _NAMES.get(document.kind, _PLAN)
    is_letter = document.kind == _LETTER
    body = _letter_body(document) if is_letter else _plan_body(document, name)
    return Paper(
        issuer_lines=issuer_lines_of(document.issuer),
        issuer=full_name(document.issuer),
        place=document.place,
        subject=_subject(document),
        body=tuple(body),
        type_name=name or None,
        number=document.number,
        symbol=_symbol(document, code),
        signed_on=document.issued_on,
        year=document.year,
        addressees=document.addressees if is_letter else (),
        grounds=() if is_letter else ground_lines(document.grounds),
        signature=Signature(signing_lines(document.issuer, document.signer_title), document.signer),
        recipients=document.recipients,
        appendices=(annex_of(document),) if document.works else (),
    )


def _symbol(document: PlanDocument, code: str) -> str:
    issuer = "UBND" if document.issuer.startswith("UBND") else ""
    return "-".join(part for part in (code, issuer) if part)


def _subject(document: PlanDocument) -> str:
    return re.sub(r"^(V/v|Về việc)\s+", "", tidy(document.subject), flags=re.IGNORECASE)


def _plan_body(document: PlanDocument, name: str) -> Iterator[Block]:
    about = f"{name} {lower_first(_subject(document))}"
    yield Paragraph(f"{full_name(document.issuer)} ban hành {about} như sau:")
    for place, (title, blocks) in enumerate(_parts(document), 1):
        yield Heading(Level.SECTION, roman(place), title)
        yield from blocks
    told = f"phản ánh về {document.itself} để được hướng dẫn, giải quyết."
    trouble = "Quá trình thực hiện nếu có khó khăn, vướng mắc, các cơ quan, đơn vị"
    yield Paragraph(f"Trên đây là {about}. {trouble} {told}")


def _letter_body(document: PlanDocument) -> Iterator[Block]:
    grounds = "; ".join(tidy(ground).rstrip(".;") for ground in document.grounds)
    issuer = full_name(document.issuer)
    first = f"Thực hiện {grounds}, {issuer}" if grounds else issuer
    whom = listed(document.addressees or ("các cơ quan, đơn vị",))
    yield Paragraph(f"{first} yêu cầu {whom} thực hiện một số nội dung sau:")
    outer = Level.SECTION if is_roman(document.sections) else Level.CLAUSE
    yield from blocks_below(tree_of(document), outer, document)
    yield from (Paragraph(sentence) for sentence in report_sentences(document))
    yield Paragraph(f"{issuer} yêu cầu {whom} triển khai thực hiện.")


def _parts(document: PlanDocument) -> Iterator[Part]:
    """The parts of a plan: those of the document, and what stands beside its tasks; how it is
    organised comes last."""
    own = list(_own_parts(document))
    last = [part for part in own if _is_about(part, "to chuc thuc hien")]
    if document.targets:
        yield "Mục tiêu", _dashed(document.targets)
    yield from (part for part in own if part not in last)
    if document.budget and not any(_is_about(part, "kinh phi") for part in own):
        yield "Kinh phí thực hiện", _dashed(document.budget)
    if reports := report_sentences(document):
        yield "Chế độ báo cáo", _dashed(reports)
    yield from last or [("Tổ chức thực hiện", _organisation(document))]


def _own_parts(document: PlanDocument) -> Iterator[Part]:
    root = tree_of(document)
    if not is_roman(document.sections):
        if root.below:
            yield "Nhiệm vụ", list(blocks_below(root, Level.CLAUSE, document))
        return
    for node in (one for one in root.below if isinstance(one, Node)):
        yield bare_title(node.title), list(blocks_below(node, Level.CLAUSE, document))
    loose = Node("", [one for one in root.below if not isinstance(one, Node)])
    if loose.below:
        yield "Nhiệm vụ khác", list(blocks_below(loose, Level.CLAUSE, document))


def _organisation(document: PlanDocument) -> list[Block]:
    annex = "tại Phụ lục kèm theo Kế hoạch này"
    duty = "chủ động triển khai thực hiện, bảo đảm tiến độ, chất lượng; báo cáo kết quả về"
    leading = f"Các cơ quan, đơn vị được giao chủ trì {annex} {duty} {document.itself}."
    helping = (
        "Các cơ quan, đơn vị được phân công phối hợp có trách nhiệm tham gia thực hiện theo đề"
        " nghị của cơ quan chủ trì."
    )
    lines = leading, helping
    return [Item(f"{place}.", line) for place, line in enumerate(lines, 1)]


def _dashed(lines: Iterable[str]) -> list[Block]:
    return [Item("-", ended(line[:1].upper() + line[1:])) for line in lines]


def _is_about(part: Part, beginning: str) -> bool:
    return re.sub(r"[^a-z ]", "", plain(part[0])).strip().startswith(beginning)
