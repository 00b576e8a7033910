"""The pages that are measured; a new page is one line, and a test holds its budgets."""

from __future__ import annotations

from dataclasses import dataclass

from models.demo_people import DOMAIN
from models.load_demo import DISTRICTS

GATE_QUERIES = 3
"""Person, session, unit, memberships, menu and bell together, at most."""
PAGE_BYTES = 12 * 1024
"""A page after the first visit, gzip."""
FIRST_VISIT_BYTES = 60 * 1024
"""/login with all it loads, with nothing in the browser's cache, headers included."""
START_SECONDS = 3.0
"""From the start of the server to its first page."""
WORKER_BYTES = 120 * 2**20
"""A worker's resident size after 100 pages."""


@dataclass(frozen=True)
class Page:
    """A page of the demo, who opens it (nobody: a visitor), and its queries beyond the gate's."""

    path: str
    account: str = ""
    most_queries: int = 1

    @property
    def login(self) -> str:
        """What the person signs in with; empty for a visitor."""
        return f"{self.account}@{DOMAIN}" if self.account else ""


COMMUNE, DISTRICT = "19612", DISTRICTS[0]
RETURNED = "19615"
"""Xã Cam Hiếu: the month before the demo's day was sent back to it."""
WAITING = "19618"
"""Xã Cam Chính: its month before the demo's day waits for a decision."""
OFFICER, ADMINISTRATOR = f"canbo.{COMMUNE}", f"quantri.{DISTRICT}"
REVIEWER = f"duyet.{DISTRICT}"
PARTNER = f"hlhpn.{COMMUNE}"
LETTER = 2
"""The key of Cam Lộ's letter as it was issued again in the demo."""
MID_AUTUMN = 3
"""The key of Cam Lộ's Mid-Autumn in the demo."""
ACTION_MONTH = 1
"""The key of the demo's Action Month, for all communes of Cam Lộ."""

PAGES = (
    Page("/login", most_queries=0),
    Page(f"/{COMMUNE}/", OFFICER, most_queries=9),
    Page(f"/{COMMUNE}/", PARTNER, most_queries=6),
    Page(f"/{COMMUNE}/activities/waiting", OFFICER, most_queries=7),
    Page(f"/{RETURNED}/", f"canbo.{RETURNED}", most_queries=9),
    Page(f"/{COMMUNE}/hamlets", OFFICER),
    Page(f"/{DISTRICT}/", ADMINISTRATOR),
    Page(f"/{DISTRICT}/agencies", ADMINISTRATOR, most_queries=2),
    Page(f"/{DISTRICT}/people/partners/new", ADMINISTRATOR),
    Page(f"/{DISTRICT}/people", ADMINISTRATOR, most_queries=4),
    Page("/08/people", "quantri.08", most_queries=4),
    Page(f"/{DISTRICT}/audit", ADMINISTRATOR, most_queries=2),
    Page(f"/{DISTRICT}/plans", REVIEWER, most_queries=6),
    Page(f"/{COMMUNE}/plans", OFFICER, most_queries=6),
    Page(f"/{DISTRICT}/plans/{LETTER}", REVIEWER, most_queries=12),
    Page(f"/{COMMUNE}/plans/{LETTER}", OFFICER, most_queries=12),
    Page(f"/{COMMUNE}/checklists/2026-09", OFFICER, most_queries=9),
    Page(f"/{COMMUNE}/checklists/2026-08/changes", REVIEWER, most_queries=8),
    Page(f"/{DISTRICT}/reviews/2026-08", REVIEWER, most_queries=5),
    Page(f"/{WAITING}/checklists/2026-08/approval", REVIEWER, most_queries=8),
    Page(f"/{WAITING}/checklists/2026-08/return", REVIEWER, most_queries=9),
    Page(f"/{DISTRICT}/settings/return-reasons", REVIEWER, most_queries=3),
    Page(f"/{DISTRICT}/findings", REVIEWER, most_queries=4),
    Page(f"/{DISTRICT}/settings/activity-kinds", REVIEWER, most_queries=2),
    Page(f"/{DISTRICT}/settings/hints", REVIEWER, most_queries=2),
    Page(f"/{DISTRICT}/reviews/2026-08/reminders", REVIEWER, most_queries=6),
    Page("/08/reviews/2026-08/reminders", "duyet.08", most_queries=6),
    Page(f"/{DISTRICT}/explanations", REVIEWER, most_queries=3),
    Page("/19621/explanations", "canbo.19621", most_queries=3),
    Page(f"/{DISTRICT}/reviews/2026-08", f"canbo.{DISTRICT}", most_queries=5),
    Page(f"/{DISTRICT}/delegations", REVIEWER, most_queries=2),
    Page(f"/{DISTRICT}/reviews/2026-08/summary", REVIEWER, most_queries=6),
    Page("/08/reviews/2026-07/summary", "duyet.08", most_queries=6),
    Page("/08/reviews/2026-07/summary/units", "duyet.08", most_queries=6),
    Page(f"/{DISTRICT}/board", REVIEWER, most_queries=7),
    Page("/08/board", "duyet.08", most_queries=7),
    Page(f"/{COMMUNE}/activities/sheet", OFFICER, most_queries=5),
    Page(f"/{COMMUNE}/activities/import", OFFICER, most_queries=2),
    Page(f"/{COMMUNE}/calendar", OFFICER, most_queries=9),
    Page(f"/{DISTRICT}/calendar?below=1", REVIEWER, most_queries=9),
    Page("/08/calendar?below=1&view=list", "duyet.08", most_queries=9),
    Page(f"/{COMMUNE}/campaigns", OFFICER, most_queries=4),
    Page(f"/{DISTRICT}/campaigns", REVIEWER, most_queries=4),
    Page(f"/{DISTRICT}/campaigns/new", REVIEWER, most_queries=2),
    Page(f"/{DISTRICT}/campaigns/new?kind=mid_autumn", REVIEWER, most_queries=2),
    Page(f"/{DISTRICT}/settings/campaign-kinds", REVIEWER, most_queries=2),
    Page(f"/{COMMUNE}/activities", OFFICER, most_queries=8),
    Page(f"/{COMMUNE}/activities/placing", OFFICER, most_queries=4),
    Page(f"/{DISTRICT}/campaigns/{ACTION_MONTH}/activities", REVIEWER, most_queries=9),
    Page(f"/{COMMUNE}/campaigns/{MID_AUTUMN}/activities", OFFICER, most_queries=8),
    Page(f"/{DISTRICT}/activities", REVIEWER, most_queries=7),
    Page(f"/{COMMUNE}/search?q=tre+em", OFFICER, most_queries=7),
    Page(f"/{DISTRICT}/search?q=tre+em", REVIEWER, most_queries=8),
    Page(f"/{COMMUNE}/activities/new", OFFICER, most_queries=7),
    Page(f"/{DISTRICT}/activities/new", f"hlhpn.{DISTRICT}", most_queries=7),
    Page(f"/{DISTRICT}/campaigns/results", REVIEWER, most_queries=3),
    Page(f"/{COMMUNE}/campaigns/{MID_AUTUMN}", OFFICER, most_queries=6),
    Page(f"/{DISTRICT}/campaigns/{MID_AUTUMN}", REVIEWER, most_queries=6),
    Page(f"/{DISTRICT}/campaigns/{MID_AUTUMN}/totals", REVIEWER, most_queries=7),
    Page(f"/{COMMUNE}/campaigns/{MID_AUTUMN}/gifts", OFFICER, most_queries=9),
    Page(f"/{COMMUNE}/campaigns/{MID_AUTUMN}/gifts/pledges", OFFICER, most_queries=3),
    Page(f"/{COMMUNE}/campaigns/{MID_AUTUMN}/gifts/pledges", PARTNER, most_queries=4),
    Page(f"/{COMMUNE}/campaigns/{MID_AUTUMN}/gifts/handing-out", OFFICER, most_queries=9),
    Page("/08/campaigns/results", "duyet.08", most_queries=3),
    Page(f"/{COMMUNE}/campaigns/{MID_AUTUMN}/participation", OFFICER, most_queries=8),
    Page(f"/{RETURNED}/campaigns/{MID_AUTUMN}/participation", REVIEWER, most_queries=8),
    Page(f"/{COMMUNE}/campaigns/{ACTION_MONTH}/page", OFFICER, most_queries=2),
    Page(f"/{COMMUNE}/campaigns/{ACTION_MONTH}/page/publication", OFFICER, most_queries=9),
    Page(f"/{DISTRICT}/campaigns/{ACTION_MONTH}/page/publication", REVIEWER, most_queries=9),
    Page(f"/{DISTRICT}/campaigns/{ACTION_MONTH}/page/photos", REVIEWER, most_queries=4),
    Page(f"/public/{COMMUNE}/", most_queries=4),
    Page("/public/08/", most_queries=4),
    Page(f"/public/{COMMUNE}/campaigns", most_queries=1),
)
