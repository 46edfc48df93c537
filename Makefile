# The few commands of the house. Nothing need be installed but Python (3.11 or newer) and make: what is missing
# in .venv is put there first, and a second call finds it ready.

PYTHON := .venv/bin/python
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test check fix bench lock

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(READY) ## start Omzien with a lifelike made-up organisation, on this machine only
	$(PYTHON) -m omzien demo

test: $(READY) ## run every test, on SQLite and on a real PostgreSQL, with a real Chromium
	$(PYTHON) -m tools.run_tests $(ARGS)

check: $(READY) ## style, types and the contracts between the rooms: is the house in order?
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports --no-logo
	OMZIEN_DATA=.cache/check .venv/bin/mypy

fix: $(READY) ## mend what can be mended by itself: style and layout
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: $(READY) ## measure every bar; results as JSON lines (ARGS=--quick for under a minute each)
	@for bench in benchmarks/[a-z]*.py; do $(PYTHON) $$bench $(ARGS) || exit 1; done

lock: ## remake requirements.lock from pyproject.toml (UV_FLAGS=--upgrade for newer versions)
	tools/remake_lock $(UV_FLAGS)

$(READY): requirements.lock tools/prepare_venv
	tools/prepare_venv
	@touch $@
