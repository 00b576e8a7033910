"""A month of two lines that a server of our own keeps, to try the scripts of the checklist on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask, Response, request
from werkzeug.serving import WSGIRequestHandler, make_server

from blueprints.assets import SOURCE
from blueprints.headers import CONTENT_SECURITY_POLICY
from tests.server import free_port

PATH = "/19612/checklists/2026-09"
FIELDS = ("state", "reason", "note", "done_on", "children")
TODAY = "15/09/2026"
STATES = ("not_started", "in_progress", "done", "not_applicable")
OPEN = {"static", "page", "today", "login"}
MESSAGE = {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"}
SCRIPTS = (
    "vendor/htmx-4.0.1.min.js",
    "app.js",
    "outbox.js",
    "checklist.js",
    "shrink.js",
    "photos.js",
)


@dataclass
class Month:
    """What the server has, what it was asked, and how it answers next."""

    outbox: str
    person: str = "7"
    token: str = "token"
    refusal: str = ""
    is_signed_in: bool = True
    loses_answers: bool = False
    lines: dict[str, dict[str, str]] = field(default_factory=dict)
    photos: dict[str, list[bytes]] = field(default_factory=dict)
    consents: list[str] = field(default_factory=list)
    acts: list[dict[str, str]] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    upcoming: set[str] = field(default_factory=set)

    def clear(self) -> None:
        fresh = Month(self.outbox)
        self.__dict__.update(fresh.__dict__)
        for row in ("a1", "b2"):
            self.lines[row] = {**dict.fromkeys(FIELDS, ""), "state": "not_started"}
            self.photos[row] = []

    # What it draws

    def page(self, *, with_lines: bool) -> str:
        scripts = "".join(f'<script src="/static/{name}" defer></script>' for name in SCRIPTS)
        lines = "".join(self.line(row) for row in self.lines) if with_lines else ""
        tags = [self.tags(row) for row in self.lines]
        todo, done = tags.count("todo"), tags.count("done")
        return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8">
<title>Việc tháng</title><meta name="viewport" content="width=device-width">
<meta name="csrf-token" content="{self.token}">
<link rel="stylesheet" href="/static/vendor/bootstrap-5.3.9.cut.css">
<link rel="stylesheet" href="/static/app.css">{scripts}</head>
<body class="app" data-say-unsaved-word="chưa lưu" data-say-sending="Đang gửi {{percent}}">
<div class="notes"><div id="messages" role="status" aria-live="polite"></div></div>
<main class="main" id="content" tabindex="-1" data-person="{self.person}"><h1>Việc tháng 9/2026</h1>
{self.outbox}
<p>Cần làm <b data-count="todo">{todo}</b>, tất cả <b data-count="all">{todo + done}</b></p>
<form id="ticks" method="post" hidden></form>
<section id="checklist" data-checklist="19612/2026-09">
<p data-done-of="checklist">{done}/{todo + done} xong</p>
<div class="box">{lines}</div></section></main></body></html>"""

    def line(self, row: str) -> str:
        state = self.lines[row]["state"]
        return f"""<div class="line" id="line-{row}" data-line="{PATH}/lines/{row}"
data-state="{state}" data-tags="{self.tags(row)}">{self.tick(row)}<details>{self.summary(row)}
<div class="line-b" id="form-{row}"><a href="{PATH}/lines/{row}">mở</a></div></details></div>"""

    def tags(self, row: str) -> str:
        if self.lines[row]["state"] in STATES[2:]:
            return "done"
        return "upcoming" if row in self.upcoming else "todo"

    def tick(self, row: str) -> str:
        state = self.lines[row]["state"]
        is_done = state in STATES[2:]
        to = "not_started" if is_done else "done"
        return f"""<button class="tick" id="tick-{row}" form="ticks" formaction="{PATH}/lines/{row}"
name="tick" value="{state}:{to}" role="checkbox" aria-checked="{str(is_done).lower()}"
aria-label="Đã xong {row}">✓</button>"""

    def summary(self, row: str) -> str:
        state, day = self.lines[row]["state"], self.lines[row]["done_on"]
        done = f' data-done-on="{day}"' if day else ""
        return f"""<summary id="summary-{row}" data-state="{state}"
data-tags="{self.tags(row)}"{done}>
<span class="line-t">Việc {row}</span><span class="meta"><span class="st">{state}</span>
{len(self.photos[row])} ảnh</span></summary>"""

    def form(self, row: str, typed: dict[str, str] | None = None, fault: str = "") -> str:
        here, typed = self.lines[row], typed or {}
        was = "".join(
            f'<input type="hidden" name="was-{name}" value="{here[name]}">' for name in FIELDS
        )
        state = typed.get("state", here["state"])
        radios = "".join(
            f'<label><input type="radio" name="state" value="{one}"'
            f"{' checked' if one == state else ''}>{one}</label>"
            for one in STATES
        )
        boxes = "".join(self._field(row, name, typed, fault) for name in FIELDS[1:])
        return f"""<div class="line-b" id="form-{row}">
<form method="post" action="{PATH}/lines/{row}" data-saves novalidate>{was}
<fieldset><legend>Tình trạng</legend>{radios}</fieldset>{boxes}<span data-saved hidden>Đã lưu</span>
<button>Lưu</button></form>
{self.evidence(row)}
<form class="evidence-form" method="post" enctype="multipart/form-data" data-photos data-most="3"
action="{PATH}/lines/{row}/evidence">
<label><input type="checkbox" name="shows_faces" value="y">Có mặt người</label>
<label>Ai đồng ý <input type="text" name="consent"></label>
<label>Ảnh <input type="file" name="file" multiple accept="image/*,.heic,.pdf,.docx,.xlsx"></label>
<button>Gửi ảnh</button></form></div>"""

    def _field(self, row: str, name: str, typed: dict[str, str], fault: str) -> str:
        value, told = self.lines[row][name], ""
        if name in typed:
            value = typed[name]
            told = f'<p class="err" id="{name}-{row}-error">{fault}: {value}</p>'
        wrong = ' aria-invalid="true"' if told else ""
        about = f'id="{name}-{row}" name="{name}"{wrong}'
        box = f'<input type="text" {about} value="{value}">'
        if name in {"reason", "note"}:
            box = f"<textarea {about}>{value}</textarea>"
        part = " data-reason" if name == "reason" else ""
        label = f'<label for="{name}-{row}">{name}</label>'
        return f'<div class="field"{part}>{label}{box}{told}</div>'

    def evidence(self, row: str) -> str:
        photos = "".join(f"<li>{len(one)}</li>" for one in self.photos[row])
        return f'<ul id="evidence-{row}">{photos}</ul>'

    # How it answers

    def guard(self, response: Response) -> Response:
        """The portal's policy on what it answers; a proxy's word where that gets lost."""
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        is_lost = self.loses_answers and request.method == "POST"
        return Response("<h1>proxy</h1>", 502) if is_lost else response

    def gate(self) -> Response | None:
        if request.endpoint in OPEN:
            return None
        if not self.is_signed_in or request.headers.get("X-Person", self.person) != self.person:
            return Response(status=204, headers={"HX-Redirect": "/login"})
        if request.method == "POST" and request.headers["X-CSRFToken"] != self.token:
            return Response("cũ", 400, {**MESSAGE, "X-CSRFToken": self.token})
        if request.method == "POST" and self.refusal:
            told = f"<div class='say'><div>{self.refusal}</div><button data-close>x</button></div>"
            return Response(told, 409, MESSAGE)
        return None

    def save(self, row: str) -> tuple[str, int]:
        """Keep what was sent unless it is the same act, is wrong, or somebody was quicker."""
        here, given = self.lines[row], request.form.to_dict()
        names = [name for name in FIELDS if name in given]
        if given["form_id"] not in self.done:
            if not given.get("children", "0").isdecimal():
                return self.form(row, given, "Chỉ ghi chữ số"), 422
            if any(here[name] != given[f"was-{name}"] for name in names):
                return self.form(row, given, "Người khác đã lưu"), 409
            here.update({name: given[name] for name in names})
            if given.get("state") == "done":
                here["done_on"] = TODAY
            self.done.add(given["form_id"])
            self.acts.append({name: given[name] for name in names})
        return self.tick(row) + self.summary(row), 200

    def attach(self, row: str) -> tuple[str, int]:
        given, file = request.form, request.files["file"].read()
        if file == b"no photo":
            return '<p class="err">Không phải ảnh</p>', 422
        if given["form_id"] not in self.done:
            self.photos[row].append(file)
            self.consents.append(given.get("consent", ""))
            self.done.add(given["form_id"])
        return self.evidence(row) + self.summary(row), 200


def served(month: Month) -> Flask:
    """The application around a month."""
    app = Flask("month", static_folder=str(SOURCE), static_url_path="/static")
    app.before_request(month.gate)
    app.after_request(month.guard)
    app.add_url_rule(PATH, "page", lambda: month.page(with_lines=True))
    app.add_url_rule("/19612/", "today", lambda: month.page(with_lines=False))
    app.add_url_rule("/login", "login", lambda: "<!doctype html><title>Đăng nhập</title>")
    app.add_url_rule(f"{PATH}/lines/<row>", "form", month.form)
    app.add_url_rule(f"{PATH}/lines/<row>", "save", month.save, methods=["POST"])
    app.add_url_rule(f"{PATH}/lines/<row>/evidence", "attach", month.attach, methods=["POST"])
    return app


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_request(self, *_args: object) -> None:
        pass


@contextmanager
def serving(month: Month) -> Iterator[str]:
    """The address of a server of the month, gone at the end."""
    port = free_port()
    server = make_server("127.0.0.1", port, served(month), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
