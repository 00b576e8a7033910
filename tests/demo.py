"""The people of the demo as the tests know them: one of each kind, and all of them."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from models.base import db
from models.demo_people import DOMAIN
from models.load_demo import Account, accounts_of
from models.tenancy import unscoped
from models.unit import Unit

KINDS = (
    "canbo.19612",
    "hlhpn.19612",
    "hlhpn.468",
    "doantn.468",
    "canbo.468",
    "duyet.468",
    "lanhdao.468",
    "quantri.468",
    "duyet.45",
    "lanhdao.45",
    "quantri.45",
    "canbo.00691",
    "hlhpn.00691",
    "duyet.08",
    "lanhdao.08",
    "quantri.08",
)
"""One account of each role, agency and place: commune, district and province of three tiers;
commune and province of two."""


def all_accounts(app: Flask) -> list[tuple[Unit, Account]]:
    """Everybody who can sign in, with his unit."""
    with app.app_context(), unscoped("the tests list the demo's accounts"):
        units = db.session.scalars(select(Unit).order_by(Unit.path)).all()
        return [(unit, account) for unit in units for account in accounts_of(unit)]


def kind_of(unit: Unit, account: Account) -> tuple[object, ...]:
    """What makes an account unlike others: its word, its unit's level, how many stand above."""
    return account.login.partition(".")[0], unit.level, unit.path.count(".")


def login_of(account: str) -> str:
    return f"{account}@{DOMAIN}"


def slug_of(account: str) -> str:
    """The slug of an account's unit."""
    return account.partition(".")[2].partition("@")[0]


def plain_paths(app: Flask, slug: str) -> list[str]:
    """Every address that is opened without the number of a row, at one unit where it has one."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    plain = [rule for rule in rules if rule.arguments <= {"unit"}]
    return [rule.rule.replace("<unit:unit>", slug) for rule in plain]
