"""What the pages of lists that a unit has of its own, or follows, have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from blueprints import responses
from blueprints.filters import day
from blueprints.forms import EditForm, EmptyForm, Form
from models.base import db
from models.database import StaleVersion, expect_version
from models.own_list import BadEntry, Fault, OwnEntry
from models.setting import Stating
from models.tenancy import begin_write

PAGE, ONE = "settings/own_list.html", "settings/own_entry.html"


@dataclass(frozen=True)
class Words:
    """What a list and an entry of it are called, and what to know of them."""

    title: Any
    lead: Any
    add: Any
    change: Any
    copied: Any
    followed: Any
    closing: Any
    faults: Mapping[Fault, Any]


@dataclass(frozen=True)
class OwnList:
    """The pages of one list: views are named `<act>_<noun>`, a URL gives `<noun>_id`."""

    model: type[OwnEntry]
    home: str
    noun: str
    words: Words
    page_of_one: str = ONE

    def index(
        self,
        stating: Stating | None,
        in_force: list[dict[str, Any]],
        own: Iterable[tuple[Any, Mapping[str, Any]]],
        **context: Any,
    ) -> Response:
        """What is offered here: the unit's own entries, with what is told of each, to change, or
        those of a unit above."""
        shown = [self._own_row(row, told) for row, told in own]
        return responses.page(
            PAGE,
            words=self.words,
            form=EmptyForm(),
            is_own=stating is not None and stating.id == g.unit.id,
            may_begin=g.has_below,
            source=source(stating),
            rows=in_force,
            offered=[one for one in shown if not one["has_ended"]],
            ended=[one for one in shown if one["has_ended"]],
            new=self._address("new"),
            begin=url_for(f"settings.begin_{self.noun}s"),
            follow=url_for(f"settings.end_{self.noun}s"),
            **context,
        )

    def begin(self, verb: Callable[[], None]) -> Response:
        """Give the unit a list of its own."""
        if not g.has_below:
            return responses.refused(self._list(), _("There are no units below this one."))
        return self.act(EmptyForm(), verb, _("This unit has its own list now."))

    def follow(self) -> Response:
        """End the unit's own list."""
        told = _("This unit follows the units above again.")
        return self.act(EmptyForm(), self.model.end_all, told)

    def one(self, form: EditForm, row: OwnEntry | None, verb: Callable[[], Any]) -> Response:
        """The form of a new entry, or of one to say anew; saved once it is valid."""
        context = {"entry": row, "words": self.words, "home": self._list(), **self._closing(row)}
        if not form.is_submitted():
            return responses.page(self.page_of_one, form=form, **context)
        if not form.validate():
            return responses.invalid(self.page_of_one, form, **context)
        return self._save(form, row, verb, context)

    def end(self, row: OwnEntry) -> Response:
        """Offer an entry no more."""
        return self.act(EmptyForm(), row.end, _("%(name)s closed.", name=row.name))

    def reopen(self, row: OwnEntry) -> Response:
        """Offer an entry again."""
        return self.act(EmptyForm(), row.reopen, _("%(name)s reopened.", name=row.name))

    def rise(self, row: OwnEntry) -> Response:
        """Offer an entry before the one that stands before it, in the order that was seen."""
        form = EditForm()

        def rise() -> None:
            expect_version(row, form.version.data)
            row.move_up()

        return self.act(form, rise, _("%(name)s moved up.", name=row.name))

    def act(self, form: Form, verb: Callable[[], None], told: str) -> Response:
        """Do an act of one button, unless somebody else was quicker."""
        begin_write()
        try:
            if form.is_first_post():
                verb()
            db.session.commit()
        except StaleVersion:
            changed = _("Somebody else changed this list meanwhile. Look at it first.")
            return responses.refused(self._list(), changed)
        except BadEntry as bad:
            return responses.refused(self._list(), self._fault(bad.fault))
        return responses.saved(self._list(), told)

    def _save(
        self,
        form: EditForm,
        row: OwnEntry | None,
        verb: Callable[[], Any],
        context: dict[str, Any],
    ) -> Response:
        begin_write()
        try:
            if form.is_first_post():
                if row is not None:
                    expect_version(row, form.version.data)
                verb()
            db.session.commit()
        except StaleVersion as stale:
            return responses.stale(self.page_of_one, form, stale.row, **context)
        except BadEntry as bad:
            self._put_right(form, bad.fault)
            return responses.invalid(self.page_of_one, form, **context)
        return responses.saved(self._list(), _("%(name)s saved.", name=form["name"].data))

    def _put_right(self, form: EditForm, why: Fault) -> None:
        if why is Fault.DUPLICATE:
            form["name"].errors = [self._fault(why)]
        else:
            form.form_errors.append(self._fault(why))

    def _fault(self, why: Fault) -> str:
        return str(self.words.faults[why]) % {"most": self.model.most}

    def _own_row(self, row: Any, told: Mapping[str, Any]) -> dict[str, Any]:
        if row.has_ended:
            closed = _("closed on %(day)s", day=day(row.ended_on))
            told = {**told, "sub": " · ".join(one for one in (told["sub"], closed) if one)}
        return {
            **told,
            "id": row.id,
            "version": row.version,
            "has_ended": row.has_ended,
            "href": self._address("edit", row),
            "rise": self._address("raise", row),
            "form_id": EmptyForm().form_id.data,
        }

    def _closing(self, row: OwnEntry | None) -> dict[str, str]:
        if row is None:
            return {}
        return {"end": self._address("end", row), "reopen": self._address("reopen", row)}

    def _address(self, act: str, row: OwnEntry | None = None) -> str:
        values: dict[str, Any] = {} if row is None else {f"{self.noun}_id": row.id}
        return url_for(f"settings.{act}_{self.noun}", **values)

    def _list(self) -> str:
        return url_for(self.home)


def source(stating: Stating | None) -> str:
    """Whose list it is."""
    if stating is None:
        return str(_("As in the whole portal"))
    return str(_("As %(unit)s states it", unit=stating.name))
