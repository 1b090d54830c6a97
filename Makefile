# Everything runs in .venv, made on first use and again only when the lock or the project's
# metadata change. Stamps rather than checks, so that a second call is instant and needs no
# network. uv is used where it works; venv and pip, with the hashes of the lock, where not.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(shell \
	$(p) -c 'import sys; sys.version_info < (3, 11) or print("$(p)")' 2>/dev/null)))
# uv carries certificates of its own; behind a proxy only the system's are right.
export UV_SYSTEM_CERTS := true
export UV_NATIVE_TLS := true

PYTEST_ARGS ?=

.PHONY: help setup demo test lint docs page-bundle screenshots eval lock clean
help:  ## these lines
	@awk -F ':.*## ' '/^[a-z%-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' Makefile

$(VENV)/.synced: requirements.lock
	@if uv --version >/dev/null 2>&1; then
	  [ -x $(BIN)/python ] || uv venv --quiet --python '>=3.11' $(VENV)
	  uv pip install -qq --python $(BIN)/python --require-hashes -r requirements.lock
	else
	  if [ -z "$(PYTHON)" ]; then
	    echo "whoholds needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python3" >&2
	    exit 1
	  fi
	  $(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	  $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	fi
	touch $@

# The build back end is in the lock, so the project itself installs without the network.
$(VENV)/.installed: $(VENV)/.synced pyproject.toml
	@if uv --version >/dev/null 2>&1; then
	  uv pip install -qq --python $(BIN)/python --offline --no-deps --no-build-isolation --editable .
	else
	  $(BIN)/python -m pip install -qq --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	fi
	echo "Compiling the gazetteer, once …"
	$(BIN)/python -c 'from whoholds.knowledge.gazetteer import Gazetteer; Gazetteer.load()'
	touch $@

setup: $(VENV)/.installed  ## .venv with everything in it

demo: setup  ## the main job on the shipped sample reports
	@$(BIN)/whoholds demo

lint: setup  ## style, types and the direction of imports
	@$(BIN)/ruff check --quiet --output-format concise .
	$(BIN)/ruff format --check --quiet . || { echo "unformatted: run $(BIN)/ruff format ." >&2; exit 1; }
	$(BIN)/mypy --no-error-summary
	broken=$$($(BIN)/lint-imports --no-cache) || { echo "$$broken"; exit 1; }

test: lint  ## every check: lint, types, imports, tests
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

docs: setup  ## the documentation as pages in site/
	@$(BIN)/python -m typer whoholds.cli utils docs --name whoholds --title Commands --output docs/commands.md >/dev/null
	$(BIN)/python docs/reference.py
	$(BIN)/mkdocs build --quiet --strict

eval: setup  ## how well the reader reads the gold reports, and whether as well as before
	@$(BIN)/python tests/eval_gate.py
	@$(BIN)/python tests/events_gate.py --errors 0

page-bundle:  ## the page's script and style again from web/ (needs npm)
	@cd web && npm ci --silent && npm run --silent build

screenshots: setup  ## the pictures of the page in docs/screenshots (needs chromium)
	@$(BIN)/python docs/screenshots/take.py

bench-%: setup  ## measure one package: bench-reading, bench-record, bench-news …
	@$(BIN)/python -m bench.$*

# No host names in the lock: its header is the command alone.
lock:  ## requirements.lock again from pyproject.toml (needs uv and the network)
	@uv pip compile pyproject.toml --all-extras --group dev --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --universal --quiet -o requirements.lock

clean:  ## .venv and what the tools leave
	@rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .hypothesis
