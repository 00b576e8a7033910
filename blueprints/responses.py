"""How a view answers: a page, a fragment of it, a redirect, or the form with its errors."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Any

from flask import Response, flash, redirect, render_template, request, stream_template
from flask import make_response as make
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from blueprints.forms import EditForm

FLUSH = "\0"
"""Where a page that is written piece by piece is sent on as far as it is written."""


def page(template: str, **context: Any) -> Response:
    """A whole page; under htmx too, where the element asks for the page."""
    return make(render_template(template, **context))


def fragment(template: str, **context: Any) -> Response:
    """One partial, alone: one swap target, its root carries the id."""
    return make(render_template(template, **context))


def saved(where: str, message: str | None = None) -> AnyResponse:
    """After an act: say what happened and go on, so that a reload repeats nothing."""
    if message:
        flash(message, "done")
    if request.htmx:  # type: ignore[attr-defined]
        return Response(status=204, headers={"HX-Redirect": where})
    return redirect(where, 303)


def invalid(template: str, form: FlaskForm, **context: Any) -> Response:
    """The form as it was filled in, with an error beside each field that needs one."""
    answer = make(render_template(template, form=form, **context))
    answer.status_code = 422
    return answer


def stale(template: str, form: EditForm, row: Any, **context: Any) -> Response:
    """The form as it was filled in, with what somebody else saved meanwhile beside it."""
    form.show_present(row)
    answer = invalid(template, form, **context)
    answer.status_code = 409
    return answer


def message(
    text: str, status: int, *, title: str = "", steps: Sequence[tuple[str, str]] = ()
) -> Response:
    """A word for the message area of an htmx page: an error never lands in a row.

    `steps` are where to go from there: labels and addresses.
    """
    context = {"title": title, "text": text, "steps": steps}
    answer = make(render_template("errors/_message.html", **context), status)
    answer.headers["HX-Retarget"] = "#messages"
    answer.headers["HX-Reswap"] = "innerHTML"
    return answer


def streamed(template: str, rows: Generator[dict[str, Any]], **context: Any) -> Response:
    """A page of long work, written while `rows` does it, a step each; it needs no script.

    When the reader goes away, or anything fails, the work is ended first.
    """
    page = stream_template(template, rows=rows, flush=FLUSH, **context)
    answer = Response(_pieces(page, rows), mimetype="text/html")
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _pieces(page: Iterator[str], rows: Generator[dict[str, Any]]) -> Iterator[str]:
    """The page, sent on at each FLUSH; whatever ends it ends the work first."""
    written: list[str] = []
    with closing(page), closing(rows):  # type: ignore[type-var]
        for piece in page:
            written.append(piece.replace(FLUSH, ""))
            if FLUSH in piece:
                yield "".join(written)
                written.clear()
        yield "".join(written)


def xlsx(content: bytes, name: str) -> Response:
    """A workbook to save under a name."""
    answer = make(content)
    answer.mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def docx(content: bytes, name: str) -> Response:
    """A paper to save under a name, which may be Vietnamese."""
    answer = make(content)
    answer.mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def refused(where: str, why: str) -> AnyResponse:
    """After an act that was not done: back to a page, with the reason on top."""
    flash(why, "over")
    if request.htmx:  # type: ignore[attr-defined]
        return Response(status=204, headers={"HX-Redirect": where})
    return redirect(where, 303)
