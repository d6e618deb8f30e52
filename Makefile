# The newcomer's two commands are `make run` and `make test`; each sets up what it needs.
PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

# Modules are compiled once and not by each of the many processes that tests start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test pytest check bench look help
.DEFAULT_GOAL := help

run: $(VENV)/run.stamp ## dashboard on http://localhost:$(PORT), first release built from the shipped data
	@test -f data/releases/CURRENT || $(BIN)/python -m etl build
	@echo "Dashboard: http://localhost:$(PORT)"
	@$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: $(VENV)/dev.stamp ## every check and test
	@$(MAKE) --no-print-directory -j2 check pytest

# Tests that share a machine start no threads that would wait for each other.
pytest: $(VENV)/dev.stamp
	@OSSERVATORIO_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/dev.stamp ## lint, types and import direction only
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports --no-cache

bench: $(VENV)/dev.stamp ## benchmarks, with their peers in the same run
	@$(BIN)/python -m bench

look: $(VENV)/dev.stamp ## pictures of every page, in both languages and themes, to look through in out/look
	@$(BIN)/python -m tests.browser.look

help: ## this list
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "make %-6s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=... make run)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet uv==$(shell sed -n 's/^uv==//p' requirements-dev.txt)

$(VENV)/run.stamp: requirements.txt $(BIN)/uv
	@$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt $(BIN)/uv
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python -r requirements-dev.txt
	@touch $@
