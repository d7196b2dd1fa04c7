# Everything here sets itself up: all it needs is make, git and Python 3.11 or newer (PYTHON=... to choose one).
#
#   make build   build the dataset of RAW (default raw) into OUT (default outputs)
#   make test    lint, types and tests
#   make bench   measure a build of RAW
#   make readme  run the examples of README.md and write what they print into it
#   make lock    resolve the dependencies of pyproject.toml anew
#   make clean   remove what was made, but not the virtual environment

SHELL := /bin/sh
.DEFAULT_GOAL := build
.PHONY: build test lint bench readme lock clean setup

ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
endif

RAW ?= raw
OUT ?= outputs
BIN := .venv/bin
READY := .venv/ready

build: $(READY)
	$(BIN)/chancery build --raw "$(RAW)" --out "$(OUT)" $(BUILD)

# the linter and the types are looked at beside the tests, which run on all processors
test: $(READY)
	@$(MAKE) --no-print-directory lint & lint=$$!; $(BIN)/pytest; tests=$$?; wait $$lint && exit $$tests

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m tests.benchmarks.build --raw "$(RAW)"

readme: $(READY)
	$(BIN)/python -m tests.readme

lock: $(READY)
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade \
		--python-version 3.11 --all-extras pyproject.toml -o requirements.lock

clean:
	rm -rf "$(OUT)" build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found; install one, or say PYTHON=/path/to/python" >&2; exit 2; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $(PYTHON) is older than Python 3.11" >&2; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip' 2>/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq python3-venv; } || { \
		echo "make: $(PYTHON) cannot make virtual environments; install its venv package (Debian: apt install python3-venv)" >&2; exit 2; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
