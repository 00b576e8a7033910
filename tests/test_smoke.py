from sqlalchemy import func, select

from models.base import db
from models.hamlet import Hamlet
from models.tenancy import bind, unscoped
from models import audit


def test_scope(world):
    with unscoped("test"):
        print(db.session.scalar(select(func.count()).select_from(Hamlet)))
    with bind(world.unit_id("468")):
        assert db.session.scalar(select(func.count()).select_from(Hamlet)) == 3
        assert len(db.session.scalars(select(Hamlet)).all()) == 3
    with bind(world.unit_id("08")):
        assert db.session.scalar(select(func.count()).select_from(Hamlet)) == 4
    assert db.session.scalar(select(func.count()).select_from(Hamlet)) == 0
    with bind(world.unit_id("vn")):
        print(audit.verify())


def test_empty(empty_app):
    assert db.session.scalar(select(func.count()).select_from(Hamlet)) == 0
