"""The application factory: puts the parts together and nothing clever."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_migrate import Migrate

import config
import models  # noqa: F401  (all tables, before anything asks for them)
from blueprints import units
from models.base import db


def create_app(**overrides: Any) -> Flask:
    """Build the application from the environment; keyword arguments win over it."""
    app = Flask("app", static_folder=None)
    app.config.from_mapping(config.load() | overrides)
    app.config["SQLALCHEMY_DATABASE_URI"] = app.config["DATABASE_URL"]
    db.init_app(app)
    Migrate(app, db, directory=str(config.ROOT / "migrations"), render_as_batch=True)
    app.register_blueprint(units.blueprint)
    return app
