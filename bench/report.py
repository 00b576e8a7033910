"""The figures as text; what is over its budget is marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import ModuleType

from bench.cpu import Cost
from bench.many_activities import ListCost
from bench.pages import FIRST_VISIT_BYTES, GATE_QUERIES, PAGE_BYTES, START_SECONDS, WORKER_BYTES
from bench.public_page import MOST_SHARE, Readers
from bench.recorder import Recorded
from bench.scope import BUDGET_MS, Scope

HEADINGS = ("page", "who", "ms CPU", "floor", "ratio", "gate", "content", "bytes", "gzip")


@dataclass
class Report:
    """Prints each figure; remembers whether any was over its budget."""

    over: list[str] = field(default_factory=list)

    def pages(self, pages: Iterable[Recorded], costs: Iterable[Cost]) -> None:
        """The table of pages. CPU times are compared with the floor and have no budget."""
        print()
        rows = [HEADINGS, *(self._row(*pair) for pair in zip(pages, costs, strict=True))]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
        for row in rows:
            left = [row[column].ljust(widths[column]) for column in (0, 1)]
            right = [row[column].rjust(widths[column]) for column in range(2, len(row))]
            print("  ".join([*left, *right]))
        print(
            f"budgets: gate {GATE_QUERIES} queries, content as in bench/pages.py,"
            f" gzip {PAGE_BYTES:,} bytes"
        )

    def _row(self, one: Recorded, cost: Cost) -> tuple[str, ...]:
        page = one.page
        return (
            page.path,
            page.account or "visitor",
            f"{cost.portal_ms:.2f}",
            f"{cost.floor_ms:.2f}",
            f"{cost.ratio:.1f}",
            self._held(f"{page.path} gate", len(one.gate), GATE_QUERIES),
            self._held(f"{page.path} queries", len(one.content), page.most_queries),
            f"{len(one.html):,}",
            self._held(f"{page.path} gzip", one.gzipped, PAGE_BYTES),
        )

    def first_visit(self, path: str, sizes: dict[str, int]) -> None:
        """What a first visit loads, file by file."""
        total = self._held(f"first visit of {path}", sum(sizes.values()), FIRST_VISIT_BYTES)
        print(f"\nfirst visit of {path}: {total} bytes on the wire, at most {FIRST_VISIT_BYTES:,}")
        for name, size in sizes.items():
            print(f"  {size:>7,}  {name}")

    def server(self, seconds: float, cpu_s: float, resident: int) -> None:
        """The start and the memory. On a busy machine the start waits for others' CPU time."""
        start = self._held("start", seconds, START_SECONDS)
        worker = self._held("worker", round(resident / 2**20), WORKER_BYTES // 2**20)
        print(f"\nstart to first page: {start} s, at most {START_SECONDS:.0f}", end="")
        print(f" ({cpu_s:.2f} s CPU, all workers)")
        print(f"largest worker after 100 pages: {worker} MiB, at most {WORKER_BYTES // 2**20}")

    def scope(self, scope: Scope) -> None:
        """How long the latest 40 take."""
        print(f"\nlatest 40 of {scope.rows:,} rows, {scope.units:,} units, SQLite; ms:")
        print("  level     statement  slowest unit  with objects  at most")
        for one in scope.waited:
            slowest = self._held(
                f"latest 40 of a {one.level}", one.slowest_ms, BUDGET_MS[one.level]
            )
            print(
                f"  {one.level:<9} {one.statement_ms:>9.2f}  {slowest:>12}"
                f"  {one.objects_ms:>12.2f}  {BUDGET_MS[one.level]:>7.0f}"
            )
        for step in scope.plan:
            print(f"  {step}")

    def lists(self, what: str, measured: ModuleType, lists: Iterable[ListCost]) -> None:
        """What pages over very many rows take; `measured` has their budgets."""
        print(f"\n{what}, SQLite; ms CPU, queries, gzip:")
        for one in lists:
            cpu = self._held(f"{one.asked} ms", one.cpu_ms, measured.MOST_MS)
            queries = self._held(f"{one.asked} queries", one.queries, measured.MOST_QUERIES)
            gzipped = self._held(f"{one.asked} gzip", one.gzipped, PAGE_BYTES)
            print(f"  {cpu:>7}  {queries:>2}  {gzipped:>7}  {one.asked}")

    def readers(self, readers: Readers) -> None:
        """What a reader of a public page costs beside one of the signed-in page."""
        print(f"\ncampaign, signed in: {readers.signed_in_ms:.2f} ms CPU; in public:")
        for what, cost in (("whole", readers.whole_ms), ("304", readers.unchanged_ms)):
            share = self._held(f"public page, {what}", cost / readers.signed_in_ms, MOST_SHARE)
            print(f"  {what:<5}  {cost:.2f} ms, {share} of it, at most {MOST_SHARE:.2f}")

    def end(self) -> int:
        """Say what is over its budget; the exit code."""
        print("\nover budget (!): " + "; ".join(self.over) if self.over else "\nall within budget")
        return int(bool(self.over))

    def _held(self, what: str, value: float, most: float) -> str:
        figure = f"{value:,}" if isinstance(value, int) else f"{value:.2f}"
        if value <= most:
            return figure
        self.over.append(f"{what} {figure} of {most:,}")
        return f"{figure}!"
