# Everything is set up by the targets themselves: they need Python 3.11 or newer, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: help demo docs picture test clean

help:
	@echo "make demo   build a ledger from examples/, print its summary, write demo/examples.html"
	@echo "make docs   this documentation as a site, links checked, in build/site/"
	@echo "make test   lint, types, import contracts and tests"

$(INSTALLED): pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "counterclaim needs Python 3.11 or newer; name one with: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

demo: $(INSTALLED)
	mkdir -p demo
	$(BIN)/counterclaim build examples/reports -o demo/examples.db
	$(BIN)/counterclaim show demo/examples.db
	$(BIN)/counterclaim report demo/examples.db -o demo/examples.html
	$(BIN)/counterclaim report demo/examples.db -o demo/examples/
	@echo "open demo/examples.html in a browser; examples/README.md says what to find in it"

# The same build, with its links checked, is a part of the tests (tests/documentation).
docs: $(INSTALLED)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "open build/site/index.html in a browser"

# The pictures of the README and of docs/report.md; needs Chromium.
SHOT := chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280
picture: demo
	$(SHOT),1500 --screenshot=docs/report.png "file://$(CURDIR)/demo/examples.html"
	$(SHOT),1300 --screenshot=docs/report-entry.png "file://$(CURDIR)/demo/examples/details.html"
	$(SHOT),1100 --screenshot=docs/report-document.png "file://$(CURDIR)/demo/examples/documents.html"
	$(SHOT),900 --screenshot=docs/report-matrix.png "file://$(CURDIR)/demo/examples/sources.html"
	$(SHOT),1100 --screenshot=docs/report-map.png "file://$(CURDIR)/demo/examples/map.html"

test: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

clean:
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
