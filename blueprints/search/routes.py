"""The page of the search: a few of everything, or all of one kind."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for

from blueprints import responses
from blueprints.access import needs
from blueprints.asked import page_asked, page_count, words_asked
from blueprints.search import blueprint
from blueprints.search.results import Results
from blueprints.search.sources import Source, sources
from models.base import db
from models.permissions import Permission
from models.search import number_of
from models.search_terms import Terms

FEW, PAGE = 5, 20


@blueprint.get("")
@needs(Permission.VIEW_UNIT)
def index() -> Response:
    """What the words are found in: a few of each kind, or a page of the kind that is asked for."""
    terms, among = Terms(words_asked()), sources()
    one = next((source for source in among if source.key == request.args.get("in")), None)
    context: dict[str, Any] = {"terms": terms, "one": one, "groups": []}
    if terms.are_enough:
        context |= _page_of(one, terms) if one else {"groups": _few_of(among, terms)}
    return responses.page("search/index.html", **context)


def _few_of(among: list[Source], terms: Terms) -> list[dict[str, Any]]:
    found = {source.key: _rows(source.query(terms).limit(FEW + 1)) for source in among}
    results = Results(terms, {key: rows[:FEW] for key, rows in found.items()})
    return [
        {
            "source": source,
            "rows": results.of(source.key),
            "more": _address(source, terms) if len(found[source.key]) > FEW else None,
        }
        for source in among
        if found[source.key]
    ]


def _page_of(source: Source, terms: Terms) -> dict[str, Any]:
    page, query = page_asked(), source.query(terms)
    count = number_of(query)
    rows = _rows(query.limit(PAGE).offset(PAGE * (page - 1)))
    told = Results(terms, {source.key: rows}).of(source.key)
    return {
        "groups": [{"source": source, "rows": told, "count": count}] if told else [],
        "page": page,
        "pages": page_count(count, PAGE),
        "address": lambda number: _address(source, terms, number),
    }


def _rows(query: Any) -> list[Any]:
    """Rows; plans come whole, as objects."""
    found = db.session.execute(query).all()
    return [row[0] if len(row) == 1 else row for row in found]


def _address(source: Source, terms: Terms, page: int | None = None) -> str:
    asked: dict[str, Any] = {"q": terms.asked, "in": source.key}
    return url_for("search.index", page=page if page and page > 1 else None, **asked)
