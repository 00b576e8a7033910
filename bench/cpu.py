"""CPU time of a page and of its floor, in interleaved rounds."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from bench.recorder import NotServed, Recorded
from bench.servers import Server

ROUNDS = 5
PORTAL_REQUESTS = 80
FLOOR_REQUESTS = 240
CONNECTIONS = 8
ACCEPTED = "gzip, deflate, br"


@dataclass(frozen=True)
class Cost:
    """Milliseconds of CPU a request takes, the median of the rounds."""

    portal_ms: float
    floor_ms: float

    @property
    def ratio(self) -> float:
        return self.portal_ms / self.floor_ms


def measure(portal: Server, floor: Server, pages: list[Recorded]) -> list[Cost]:
    """The cost of each page; a round asks both servers for every page in turn."""
    for number, one in enumerate(pages):
        _warm(portal, one.page.path, one.cookie)
        _warm(floor, f"/{number}", "")
    rounds = [
        [_both(portal, floor, number, one) for number, one in enumerate(pages)]
        for _ in range(ROUNDS)
    ]
    by_page = zip(*rounds, strict=True)
    return [
        Cost(median(one.portal_ms for one in costs), median(one.floor_ms for one in costs))
        for costs in by_page
    ]


def visit(
    server: Server, path: str, cookie: str, times: int = 1, more: dict[str, str] | None = None
) -> None:
    """Ask for a page over one connection that is kept alive; `more` headers go with it. Raises
    NotServed."""
    connection = server.connect()
    headers = {
        "Accept-Encoding": ACCEPTED,
        **({"Cookie": cookie} if cookie else {}),
        **(more or {}),
    }
    for number in range(times):
        many = {"X-Forwarded-For": f"198.18.0.{number % 250}"}  # a flood of one is slowed down
        connection.request("GET", path, headers=headers | many)
        answer = connection.getresponse()
        answer.read()
        if answer.status not in {200, 304}:
            raise NotServed(f"{path}: {answer.status}")
    connection.close()


def _warm(server: Server, path: str, cookie: str) -> None:
    """Let every worker do once what is done only the first time."""
    for _ in range(CONNECTIONS):
        visit(server, path, cookie, times=2)


def _both(portal: Server, floor: Server, number: int, one: Recorded) -> Cost:
    return Cost(
        _per_request(portal, one.page.path, one.cookie, PORTAL_REQUESTS),
        _per_request(floor, f"/{number}", "", FLOOR_REQUESTS),
    )


def _per_request(server: Server, path: str, cookie: str, times: int) -> float:
    before = server.cpu_ms()
    visit(server, path, cookie, times)
    return (server.cpu_ms() - before) / times
