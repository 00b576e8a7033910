# Two commands are enough: `make run` and `make test`. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
export PORT
unexport PYTHONDONTWRITEBYTECODE # each server and child of the tests would compile all anew

.DEFAULT_GOAL := help
.PHONY: help setup run test test-sqlite test-postgresql test-browser test-rest pictures check lint types strings translations bench clean

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/runtime: requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock .venv/runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

translations: .venv/runtime ## compile the catalogues
	@$(BIN)/pybabel --quiet compile -d translations

setup: .venv/runtime translations ## make .venv, compile catalogues and static files
	@$(BIN)/flask assets build

run: setup ## serve the portal on PORT (8000)
	@$(BIN)/flask db upgrade
	@$(BIN)/flask demo offer
	@$(BIN)/gunicorn --config gunicorn.conf.py

test: .venv/dev translations ## run the tests, on SQLite and on PostgreSQL
	@mkdir -p build
	@$(MAKE) --no-print-directory --jobs 3 --output-sync $(addprefix test-,sqlite postgresql browser rest)
	@$(BIN)/python -m slipcover --merge build/coverage-sqlite.json build/coverage-rest.json --out build/coverage.json

MEASURED = $(BIN)/python -m slipcover --dont-wrap-pytest --fail-under 0 --json --out build/coverage-$(1).json -m pytest

test-sqlite: # the longest first
	$(call MEASURED,sqlite) --engine sqlite --part engine --ignore tests/browser

test-postgresql:
	$(BIN)/pytest --engine postgresql --part engine

test-browser: # beside the others, as a browser is mostly waited for
	$(BIN)/pytest --engine sqlite tests/browser

test-rest: # what no engine changes
	$(call MEASURED,rest) --engine sqlite --part rest --ignore tests/browser

pictures: .venv/dev translations ## take the README's pictures anew
	$(BIN)/pytest --engine sqlite tests/browser/test_decision_story.py tests/browser/test_activity_story.py tests/browser/test_campaign_story.py
	$(BIN)/python -m scripts.make_pictures

check: lint types strings ## lint, types, catalogues

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates

types: .venv/dev
	$(BIN)/mypy

strings: .venv/dev
	$(BIN)/python -m scripts.catalogues check

extract: .venv/dev ## bring the catalogues up to date with the code
	$(BIN)/python -m scripts.catalogues extract

bench: .venv/dev translations ## figures: time, queries, bytes against the floor
	@$(BIN)/flask assets build
	$(BIN)/python -m bench
	$(BIN)/python -m bench.plan_reader
	$(BIN)/python -m bench.publish
	$(BIN)/python -m bench.import_activities

clean: ## remove what was built
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache
