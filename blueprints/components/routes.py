"""Each component once, to look at and to copy from."""

from __future__ import annotations

from flask import Response

from blueprints import responses
from blueprints.access import signed_in
from blueprints.components import blueprint
from blueprints.components.forms import SampleForm


@blueprint.get("/components")
@signed_in
def index() -> Response:
    """All components with sample words."""
    form = SampleForm()
    form.girls.raw_data = ["29 em"]
    form.girls.errors = ["Chỉ ghi chữ số, ví dụ: 29"]
    return responses.page("components/index.html", form=form)
