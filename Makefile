# Everything a person does with this repository. Needs Python 3.11 or newer, make and git; all else is set up in .venv.
#
#   make run      set up, check the corpus, write editions and a redline into output/
#   make serve    set up, open the app in a browser
#   make test     set up what is missing, run every test
#   make check    format, lint, types, layers (make lint) and the quick tests
#   make fuzz     try a million damaged inputs on every reader and print what became of them (COUNT=… for fewer)
#   make bench    print the figures beside their targets
#   make bless    rewrite the expected parts of tests/cases and docs from what the program says; read the diff
#   make docs     rewrite docs/findings.md from the message tables
#   make format   put the code into the one format
#   make constraints   pin the newest versions again, with hashes

SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: run serve setup test lint check format fuzz bench bless docs constraints clean
.DEFAULT_GOAL := run

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
NQS := $(BIN)/nqs
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
FORMATS := md,txt,json,html,docx,pdf,akn
DATES := 2026-07-11 2026-07-12
# What changed in № 391 between the two, in every format: format and file name extension.
REDLINE := V2300033449_2026-07-11--2026-07-12
REDLINES := text=.txt html=.html json=.json docx=.docx table=-table.docx

# The first interpreter that is new enough; PYTHON=… on the command line names another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

setup: $(READY)

# --require-hashes takes nothing that is not pinned; the build backend is pinned too, so no isolated build is needed.
$(READY): constraints.txt pyproject.toml Makefile
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found" >&2; exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip
	@echo "setting up $(VENV)"
	@$(PIP) install --require-hashes -r constraints.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# `nqs check` ends with 6 where it found errors; the editions are made all the same, and name what failed.
run: setup
	@mkdir -p output
	@for day in $(DATES); do $(NQS) consolidate --all --on $$day --format $(FORMATS) -o output > /dev/null || exit 1; done
	@for form in $(REDLINES); do $(NQS) diff V2300033449 --from 2026-07-11 --to 2026-07-12 --format $${form%%=*} \
		-o output/$(REDLINE)$${form#*=} > /dev/null || exit 1; done
	@$(NQS) acts
	@$(NQS) check > output/findings.txt || test $$? -eq 6
	@ls output/*.* | wc -l | xargs printf 'output/: %s\n'

serve: setup
	@$(NQS) serve || test $$? -eq 130

# Compiled modules are kept, whatever the environment says: each worker and each program would compile all of them anew.
test check: export PYTHONDONTWRITEBYTECODE :=
PYTEST := $(BIN)/python -m pytest -n auto --dist worksteal

test: setup
	$(PYTEST) -rs

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint
	$(PYTEST) -x -q -m "not slow" --hypothesis-profile quick

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python -m benchmarks

# The same inputs every time; those that break a promise are kept in .fuzz/.
COUNT ?= 1000000
fuzz: setup
	$(BIN)/python -m tests.safety.fuzz $(COUNT)

bless: setup
	$(BIN)/python -m pytest -q tests/test_cases.py tests/test_tutorial.py tests/test_corpus_page.py --bless
	@$(MAKE) --no-print-directory docs

docs: setup
	$(BIN)/python -m tests.findings_page > docs/findings.md.new
	@mv docs/findings.md.new docs/findings.md

# Index lines are left out: the file names no host and is good for whatever index pip is set up with.
constraints:
	@$(PYTHON) -m venv $(VENV)-pins && $(VENV)-pins/bin/python -m pip --quiet install uv
	@$(VENV)-pins/bin/uv pip compile --quiet --upgrade pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --output-file constraints.txt
	@rm -rf $(VENV)-pins

clean:
	rm -rf $(VENV) .nqs .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .fuzz *.egg-info
