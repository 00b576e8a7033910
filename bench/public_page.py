"""How many readers of a campaign's public page a worker serves for one of the signed-in page."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import select

from bench import cpu, servers, world
from bench.pages import COMMUNE, OFFICER
from bench.recorder import Recorder
from bench.servers import Server
from models import audit, clock, publish_page
from models.activity import Activity
from models.activity_campaign import ActivityCampaign
from models.base import db
from models.campaign import Campaign, CampaignTarget, Measure
from models.demo_people import DOMAIN
from models.membership import Membership
from models.page_content import content_of, gather
from models.participation import Participation
from models.permissions import Role
from models.tenancy import begin_write, bind, unscoped
from models.unit import Unit

SLUG = "bench"
PUBLIC = f"/public/{COMMUNE}/campaigns/{SLUG}"
MOST_SHARE = 0.1
"""Of the CPU of the signed-in page: ten readers for one member."""
ROUNDS, REQUESTS = 5, 200


@dataclass(frozen=True)
class Readers:
    """Milliseconds of CPU for the signed-in page, the public one, and for who has it."""

    signed_in_ms: float
    whole_ms: float
    unchanged_ms: float


def measure(folder: Path) -> Readers:
    """Publish a campaign in a copy of the folder's demo, and read it over 127.0.0.1."""
    shutil.copy(folder / "demo.db", folder / "public.db")
    app = world.open_app(folder / "public.db")
    campaign_id = _publish(app)
    client = Recorder(app).client_of(f"{OFFICER}@{DOMAIN}")
    cookie = client.get_cookie("mangnon")
    signed_in = {"Cookie": f"mangnon={cookie.value}"} if cookie else {}
    etag = client.get(PUBLIC, headers={"Accept-Encoding": cpu.ACCEPTED}).headers["ETag"]
    asked = {
        f"/{COMMUNE}/campaigns/{campaign_id}": signed_in,
        PUBLIC: {},
        f"{PUBLIC}?": {"If-None-Match": etag},
    }
    settings = {**world.ENVIRONMENT, "DATABASE_URL": f"sqlite:///{folder / 'public.db'}"}
    with servers.serve("app:create_app()", "/login", **settings) as portal:
        rounds = [[_cost(portal, *one) for one in asked.items()] for _ in range(ROUNDS + 1)]
    return Readers(*(median(costs) for costs in zip(*rounds[1:], strict=True)))


def _cost(portal: Server, path: str, headers: dict[str, str]) -> float:
    before = portal.cpu_ms()
    cpu.visit(portal, path, "", REQUESTS, headers)
    return (portal.cpu_ms() - before) / REQUESTS


def _publish(app: Flask) -> int:
    """A campaign of a commune with all that it logged so far; its key."""
    with app.app_context():
        with unscoped("the bench publishes a page"):
            unit = db.session.scalars(Unit.by_slug(COMMUNE)).one()
            is_officer = Membership.unit_id == unit.id, Membership.role == Role.OFFICER
            by = db.session.scalars(select(Membership.person_id).where(*is_officer)).first()
        with bind(unit.id, person_id=by), audit.acting(audit.Actor(label="bench")):
            begin_write()
            campaign = _campaign()
            _take_part(campaign)
            content = content_of(gather(campaign, unit), clock.today())
            publish_page.publish(campaign, None, content, int(by or 0))
            db.session.commit()
            key = int(campaign.id)
        world.close()
    return key


def _campaign() -> Campaign:
    day = clock.today()
    campaign = Campaign(
        kind="other",
        name="Tết Trung thu 2026",
        theme="Trung thu cho em",
        slug=SLUG,
        starts_on=date(day.year, 1, 1),
        ends_on=day + timedelta(days=10),
        report_due_on=day + timedelta(days=20),
        published_at=clock.now(),
    )
    campaign.targets = [
        CampaignTarget(position=place, text=f"Kết quả {place}", measure=Measure.GIFTS, wanted=180)
        for place in range(1, 5)
    ]
    db.session.add(campaign)
    audit.record("campaign.published", campaign)
    db.session.flush()
    return campaign


def _take_part(campaign: Campaign) -> None:
    planned = {"planned_at": clock.now(), "planned_on": campaign.ends_on}
    part = Participation(campaign_id=campaign.id, what="Đêm hội trăng rằm", **planned)
    links = [
        ActivityCampaign(activity_id=key, campaign_id=campaign.id)
        for key in db.session.scalars(select(Activity.id))
    ]
    db.session.add_all([part, *links])
    audit.record("participation.planned", part)
    db.session.flush()
