"""What a draft warns of, in words."""

from __future__ import annotations

import pytest
from flask import Flask

from blueprints.plans.warning_words import words_of


@pytest.mark.parametrize(
    ("warnings", "told"),
    [
        ([], []),
        (["unknown"], []),
        (["repeated_section:2", "repeated_section:5"], ["A section number stands twice"]),
        (["old_hotline"], ["The text names the former child hotline 18001567"]),
        (
            ["replaced_law:33/2014/TT-BLĐTBXH"],
            ["The text cites 33/2014/TT-BLĐTBXH, replaced by Thông tư số 29/2019/TT-BLĐTBXH"],
        ),
    ],
)
def test_each_warning_has_one_sentence(app: Flask, warnings: list[str], told: list[str]) -> None:
    with app.test_request_context():
        said = words_of(warnings)
    assert len(said) == len(told)
    assert all(one.startswith(start) for one, start in zip(said, told, strict=True))
