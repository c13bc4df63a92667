# Each target sets up what it needs and may be run again; the second time only what has changed is done.
#   make build     the release of data/dalarna in build/current        make test      the tests (make test-all: the slow ones too)
#   make demo      that, served at http://127.0.0.1:8000/              make score     extraction against the annotated documents
#   make lint      style and types                                     make clean     removes what these made, and .venv
#   make bench     all benchmarks, into docs/performance.md (needs wrk); BENCH=full: ten thousand documents too
# Settings: DATASET=data/dalarna, PYTHON=python3.12, PORT=8000

DATASET ?= data/dalarna
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# Anew whenever the pinned packages or the project's settings change, or the folder has moved.
STAMP := $(VENV)/installed-$(shell { cat requirements.lock pyproject.toml; pwd; } | cksum | cut -d' ' -f1)

.PHONY: build demo pictures test test-all score lint clean bench
.DEFAULT_GOAL := build

# The releases of a checkout's own dataset are nobody's links: its names may be lost while graf learns to read better.
build: pictures
	@$(BIN)/graf build $(DATASET) $(if $(filter data/dalarna,$(DATASET)),--allow-lost)

# The script that draws the pictures; without Node this says so, and all else works.
pictures: $(STAMP)
	@$(BIN)/python hatch_build.py

demo: build
	@$(BIN)/graf serve --port $(PORT)

test: pictures
	@$(BIN)/python -m pytest -n auto -m "not slow"

test-all: pictures
	@$(BIN)/python -m pytest -n auto

score: $(STAMP)
	@mkdir -p build/score
	@$(BIN)/graf extract $(DATASET)/minutes/*.txt --dataset $(DATASET) --out build/score
	@$(BIN)/python tests/gold/score.py tests/gold build/score --texts $(DATASET)/minutes
	@$(BIN)/python -m tests.extract.genres

bench: $(STAMP)
	@$(BIN)/python bench/run.py $(if $(filter full,$(BENCH)),--full)

lint: $(STAMP)
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy --strict src

clean:
	rm -rf $(VENV) build dist frontend/node_modules src/graf/render/static/built .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(STAMP):
	@python=; for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "graf needs Python 3.11 or newer: install it (Debian, Ubuntu: apt-get install python3 python3-venv)" >&2; exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  echo "graf needs Python's venv: install it (Debian, Ubuntu: apt-get install python3-venv)" >&2; exit 1; \
	fi; \
	if ! $(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	  $$python -m venv --clear $(VENV) || exit; \
	fi
	@echo "Installing the pinned packages into $(VENV) …" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@rm -f $(VENV)/installed-*
	@touch $@
