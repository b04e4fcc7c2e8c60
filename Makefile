# Needs Python 3.11 or newer, pip, make and git; everything else is set up in .venv.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON := $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest
PARALLEL := -n 2 --dist worksteal

.PHONY: help run test lint types contracts unused tests format soak bench cover dist docs texts clean setup dev

help:
	@echo "make run     open CX Desk (sets up what is missing)"
	@echo "make test    lint, types, architecture, all tests (ARGS=... goes to pytest)"
	@echo "make format  let ruff format and fix"
	@echo "make soak    the long version of the fault tests"
	@echo "make bench   measure against the limits"
	@echo "make cover   tests with coverage"
	@echo "make dist    freeze the program into dist/cxdesk, check it, make the .deb"
	@echo "make docs    make the tables and pictures of the docs again"
	@echo "make texts   collect the texts for translators and compile the languages"
	@echo "make clean   remove all that the tools made, except .venv"

.DEFAULT_GOAL := help

# Without a python3 that is new enough, the script itself says so.
setup:
	@$(or $(PYTHON),python3) .ci/bootstrap.py

dev:
	@$(or $(PYTHON),python3) .ci/bootstrap.py dev

run: setup
	@$(PYTHON) .ci/launch.py $(ARGS)

test: lint types contracts unused tests

lint: dev
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet

types: dev
	@$(BIN)/mypy

contracts: dev
	@$(BIN)/lint-imports --no-logo

unused: dev
	@$(BIN)/python .ci/unused.py

tests: dev
	@$(PYTEST) $(PARALLEL) $(ARGS)

format: dev
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

soak: dev
	@$(PYTEST) -m soak $(ARGS)

bench: dev
	@$(PYTEST) -m bench -p no:randomly -o python_files='test_*.py bench_*.py' -s tests/bench $(ARGS)

cover: dev
	@$(PYTEST) $(PARALLEL) --cov --cov-report=term --cov-report=html $(ARGS)
	@$(BIN)/coverage report --fail-under=100 --include='cxdesk/schema/*,cxdesk/store/*'

dist: dev
	@$(BIN)/python packaging/dist.py

docs: dev
	@QT_QPA_PLATFORM=offscreen $(BIN)/python docs/make.py

texts: dev
	@$(BIN)/python .ci/texts.py

clean:
	@rm -rf build dist demo htmlcov .cache .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache
	@find cxdesk ui tests packaging .ci -name __pycache__ -type d -prune -exec rm -rf {} +
