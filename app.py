"""The application factory: puts the parts together and nothing clever."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_compress import Compress
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix

import config
from blueprints import (
    access,
    activities,
    agencies,
    assets,
    audit,
    auth,
    board,
    calendar,
    campaign_activities,
    campaign_pages,
    campaign_totals,
    campaigns,
    checklists,
    components,
    contact,
    delegations,
    demo,
    errors,
    evidence,
    explanations,
    extensions,
    feed,
    filters,
    findings,
    gifts,
    hamlets,
    headers,
    home,
    invitations,
    language,
    limits,
    logs,
    mail,
    me,
    month_url,
    notifications,
    participations,
    people,
    plans,
    public,
    reviews,
    search,
    service,
    sessions,
    settings,
    shell,
    today,
    units,
)
from blueprints.public import kept_pages
from blueprints.service import metrics, migrating
from models import clock
from models.base import db
from models.scopes import check_scopes

FEATURES = (
    people,
    invitations,
    notifications,
    home,
    auth,
    me,
    public,
    service,
    today,
    agencies,
    hamlets,
    contact,
    settings,
    audit,
    units,
    plans,
    checklists,
    activities,
    calendar,
    feed,
    findings,
    campaigns,
    campaign_activities,
    campaign_pages,
    campaign_totals,
    gifts,
    participations,
    board,
    explanations,
    extensions,
    reviews,
    search,
    delegations,
    evidence,
    demo,
)


def create_app(**overrides: Any) -> Flask:
    """Build the application from the environment; keyword arguments win over it.

    Raises BadSettings, UnmarkedView or TypeError rather than start with a hole in it.
    """
    app = Flask("app", static_folder=None, root_path=str(config.ROOT))
    app.config.from_mapping(config.load() | overrides)
    app.config.from_mapping(
        SQLALCHEMY_DATABASE_URI=app.config["DATABASE_URL"],
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True, "pool_pre_ping": True},
        MAX_CONTENT_LENGTH=app.config["MAX_BODY_MB"] * 2**20,
        MAX_FORM_MEMORY_SIZE=2**20,
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_MIN_SIZE=400,
        COMPRESS_STREAMS=False,  # what is written piece by piece has to arrive piece by piece
    )
    clock.fix(app.config["AS_AT"])
    _install_extensions(app)
    _install_layers(app)
    check_scopes()
    access.check_views(app)
    return app


def _install_extensions(app: Flask) -> None:
    db.init_app(app)
    Compress(app)
    Htmx(app)
    assets.init_app(app)
    kept_pages.init_app(app)
    if app.config["TRUSTED_PROXIES"]:
        count = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, count, count, count)  # type: ignore[method-assign]


def _install_layers(app: Flask) -> None:
    for layer in (
        logs,
        metrics,
        headers,
        language,
        sessions,
        access,
        month_url,
        limits,
        mail,
        shell,
        filters,
        errors,
        migrating,
    ):
        layer.init_app(app)
    for feature in FEATURES:
        app.register_blueprint(feature.blueprint)
    if app.config["ENVIRONMENT"] != "production":
        app.register_blueprint(components.blueprint)
