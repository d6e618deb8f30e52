# The newcomer's two commands are `make run` and `make test`; each sets up what it needs.
PYTHON ?= python3
PORT ?= 8501
# WATCH=auto reloads pages when their files change, for whoever writes them.
WATCH ?= none
VENV := .venv
BIN := $(VENV)/bin
# Tests that share a machine start no threads that would wait for each other.
PYTEST = OSSERVATORIO_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal
INSTALL = $(BIN)/uv pip install --quiet --require-hashes --python $(BIN)/python
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command "make lock"

# Modules are compiled once and not by each of the many processes that tests start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-fast pytest check pins bench look screenshot lock help
.DEFAULT_GOAL := help

run: $(VENV)/run.stamp ## dashboard on http://localhost:$(PORT), first release built from the shipped data
	@test -f data/releases/CURRENT || $(BIN)/python -m etl build
	@echo "Dashboard: http://localhost:$(PORT)"
	@$(BIN)/streamlit run dashboard.py --server.port $(PORT) --server.fileWatcherType $(WATCH)

test: $(VENV)/dev.stamp ## every check and test
	@$(MAKE) --no-print-directory -j2 check pytest

pytest: $(VENV)/dev.stamp
	@$(PYTEST)

test-fast: $(VENV)/dev.stamp ## the quick tests, in under two minutes: none marked slow, none in a browser
	@$(PYTEST) -m "not slow and not browser"

check: $(VENV)/dev.stamp pins ## lint, types and import direction only
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports --no-cache

pins: $(VENV)/dev.stamp ## pins behind the registry, where one is reachable
	@$(BIN)/python .ci/newer_pins.py

bench: $(VENV)/dev.stamp ## benchmarks, with their peers in the same run
	@$(BIN)/python -m bench

look: $(VENV)/dev.stamp ## pictures of every page, in both languages and themes, to look through in out/look
	@$(BIN)/python -m tests.browser.look

screenshot: $(VENV)/dev.stamp ## the README's picture in docs/images, of the demonstration in service
	@$(BIN)/python -m tests.browser.screenshot

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Every package, direct or not, in one version with the hashes of its files, for each system and Python from 3.11.
# The packages to run stand in both files in the same version. UPGRADE=1 takes newer versions of indirect packages.
lock: $(BIN)/uv ## requirements*.lock anew, after a change of requirements*.txt (UPGRADE=1: newest indirect packages)
	@$(LOCK) $(if $(UPGRADE),--upgrade) requirements.txt --output-file requirements.lock
	@$(LOCK) $(if $(UPGRADE),--upgrade) --constraints requirements.lock requirements-dev.txt --output-file requirements-dev.lock

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=... make run)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@awk '/^uv==/{found = 1} found; found && !/\\$$/{exit}' requirements-dev.lock > $(VENV)/uv.txt
	@$(BIN)/python -m pip install --quiet --require-hashes -r $(VENV)/uv.txt

$(VENV)/run.stamp: requirements.lock $(BIN)/uv
	@$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(BIN)/uv
	@$(INSTALL) --compile-bytecode -r requirements-dev.lock
	@touch $@
