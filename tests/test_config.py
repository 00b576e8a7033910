"""Settings: each read, checked, and told in docs/configuration.md."""

from __future__ import annotations

from datetime import timedelta

import pytest

import config

SECRET = "s" * 32


def load(monkeypatch: pytest.MonkeyPatch, **values: str) -> dict[str, object]:
    for setting in config.SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return config.load()


def test_nothing_set_is_a_development_portal_on_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    read = load(monkeypatch)
    assert (read["ENVIRONMENT"], read["PORT"]) == ("development", 8000)
    assert str(read["DATABASE_URL"]).startswith("sqlite:///")
    assert len(str(read["SECRET_KEY"])) >= 32


@pytest.mark.parametrize(
    "given", ["postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"]
)
def test_every_spelling_of_a_postgresql_address_means_psycopg(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    assert load(monkeypatch, DATABASE_URL=given)["DATABASE_URL"] == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENVIRONMENT", "staging"),
        ("SECRET_KEY", "short"),
        ("DATABASE_URL", "mysql://h/d"),
        ("STORAGE_URL", "ftp://h"),
        ("PORT", "http"),
        ("WEB_CONCURRENCY", "two"),
        ("LOG_LEVEL", "LOUD"),
        ("AS_AT", "yesterday"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(config.BadSettings, match=name):
        load(monkeypatch, **{name: value})


def test_all_faults_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(config.BadSettings) as told:
        load(monkeypatch, PORT="x", STORAGE_URL="x")
    assert "PORT" in str(told.value)
    assert "STORAGE_URL" in str(told.value)


def test_production_needs_a_secret_and_a_running_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(config.BadSettings, match="SECRET_KEY"):
        load(monkeypatch, ENVIRONMENT="production")
    with pytest.raises(config.BadSettings, match="clock"):
        load(monkeypatch, ENVIRONMENT="production", SECRET_KEY=SECRET, AS_AT="2026-09-15")


def test_the_clock_can_be_stopped_at_a_day_in_vietnam(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = load(monkeypatch, AS_AT="2026-09-15")["AS_AT"]
    assert stopped.utcoffset() == timedelta(hours=7)  # type: ignore[attr-defined]


def test_the_page_of_settings_tells_the_table() -> None:
    lines = (config.ROOT / "docs" / "configuration.md").read_text().splitlines()
    told = [line for line in lines if line.startswith("| `")]
    assert told == [f"| `{s.name}` | {s.default} | {s.purpose} |" for s in config.SETTINGS]
