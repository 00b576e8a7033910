"""`flask demo`: load the world to try the portal in, and say who can show what."""

from __future__ import annotations

import os
from datetime import date, datetime

import click
from flask import current_app

from blueprints.demo import blueprint
from models.clock import today
from models.demo_people import DOMAIN, PASSWORD, is_empty, is_loaded

SHOWS = (
    ("canbo.19612", "cán bộ xã Cam Thành: việc của xã, trên điện thoại"),
    ("canbo.19615", "cán bộ xã Cam Hiếu: tháng trước bị trả lại, cần bổ sung"),
    ("hlhpn.19612", "đối tác: Hội LHPN xã Cam Thành"),
    ("duyet.468", "người duyệt huyện Cam Lộ"),
    ("lanhdao.468", "lãnh đạo huyện Cam Lộ"),
    ("canbo.468", "cán bộ huyện Cam Lộ, duyệt thay người duyệt"),
    ("quantri.468", "quản trị huyện Cam Lộ: mời người, cơ quan, thôn, cài đặt"),
    ("canbo.19600", "đơn vị bên cạnh: xã Cam Tuyền"),
    ("duyet.612", "người ngoài: huyện Đắk Tô"),
    ("quantri.08", "tỉnh Tuyên Quang hiện nay, hai cấp, 124 xã, phường"),
)


class Refused(click.ClickException):
    """The demo is not loaded, and why."""

    exit_code = 2


@blueprint.cli.command("load")
@click.option("--as-at", type=click.DateTime(["%Y-%m-%d"]), help="The day the demo stands at.")
def load(as_at: datetime | None) -> None:
    """Fill an empty database with the demo; refused in production and where there is data."""
    if current_app.config["ENVIRONMENT"] == "production":
        raise Refused("the demo is not for production")
    _load(as_at.date() if as_at else today())


@blueprint.cli.command("offer")
def offer() -> None:
    """What `make run` does: load the demo where that is safe, and say where the portal is."""
    if is_empty() and _may_fill():
        _load(today())
    port = current_app.config["PORT"]
    click.echo(f"\n  Măng Non: http://localhost:{port}/\n")
    if is_loaded():
        _list_accounts()


def _may_fill() -> bool:
    """Only the empty file that `make run` made itself, or what DEMO=1 names."""
    if current_app.config["ENVIRONMENT"] == "production":
        return False
    return not os.environ.get("DATABASE_URL") or os.environ.get("DEMO") == "1"


def _load(as_at: date) -> None:
    # A portal that serves has no use for them, and they are large.
    from blueprints.demo.letters import read_letters
    from blueprints.demo.photos import read_photos
    from models.load_demo import NotEmpty, load_demo

    try:
        count = load_demo(as_at, read_letters(as_at.year), read_photos())
    except NotEmpty:
        raise Refused("this database holds data already; take an empty one") from None
    click.echo(f"The demo is loaded: {count} people can sign in.")


def _list_accounts() -> None:
    click.echo(f"  Mật khẩu của mọi tài khoản minh họa: {PASSWORD}\n")
    for login, shows in SHOWS:
        click.echo(f"  {login + '@' + DOMAIN:<30} {shows}")
    click.echo()
