# Everything is set up by the targets themselves: they need Python 3.11 or newer, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: help demo docs picture test fuzz kill cluster-test release release-check clean

help:
	@echo "make demo   build a ledger from examples/, print its summary, write demo/examples.html"
	@echo "make docs   this documentation as a site, links checked, in build/site/"
	@echo "make test   lint, types, import contracts and tests"
	@echo "make fuzz   readers and grammars on new texts, COUNTERCLAIM_FUZZ=2000 for each"
	@echo "make kill   builds and reviews killed COUNTERCLAIM_KILLS=200 times each"
	@echo "make release   wheel, sdist, lock file and SBOM of the last commit, built twice and compared, in dist/"
	@echo "make release-check   the wheel of dist/ with lowest and highest dependencies, on two Pythons"
	@echo "make cluster-test   the tests of large collections, on one machine and on a Ray cluster"

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

# The pictures of the README, of docs/report.md and docs/serve.md; needs Chromium.
SHOT := chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280
picture: demo
	$(SHOT),1500 --screenshot=docs/report.png "file://$(CURDIR)/demo/examples.html"
	$(SHOT),1300 --screenshot=docs/report-entry.png "file://$(CURDIR)/demo/examples/details.html"
	$(SHOT),1100 --screenshot=docs/report-document.png "file://$(CURDIR)/demo/examples/documents.html"
	$(SHOT),900 --screenshot=docs/report-matrix.png "file://$(CURDIR)/demo/examples/sources.html"
	$(SHOT),1100 --screenshot=docs/report-map.png "file://$(CURDIR)/demo/examples/map.html"
	LOGNAME=Ruth $(BIN)/counterclaim serve demo/examples.db --port 0 --no-browser > demo/served & served=$$!; \
	  until grep -q token demo/served || ! kill -0 $$served; do sleep 1; done; \
	  $(SHOT),1000 --screenshot=docs/web-review.png \
	    "$$(sed -n 's|.*\(http.*\)/?token|\1/review?token|p' demo/served)"; \
	  kill $$served

test: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

fuzz: $(INSTALLED)
	COUNTERCLAIM_FUZZ=$${COUNTERCLAIM_FUZZ:-2000} $(BIN)/pytest tests/fuzz

kill: $(INSTALLED)
	COUNTERCLAIM_KILLS=$${COUNTERCLAIM_KILLS:-200} $(BIN)/pytest tests/faults/test_killed.py

# What a cluster needs is large, so it has an environment of its own. Takes some minutes.
CLUSTER := $(VENV)-cluster
cluster-test:
	$(PYTHON) -m venv $(CLUSTER)
	$(CLUSTER)/bin/python -m pip install --quiet --editable ".[cluster,inputs]" "pytest>=8.3,<10" "hypothesis>=6.100,<7"
	RAY_AUTH_MODE=disabled $(CLUSTER)/bin/pytest tests/engine

# What releases need, apart from the program; docs/releasing.md tells of each step.
RELEASE := $(VENV)-release
$(RELEASE)/.installed:
	$(PYTHON) -m venv $(RELEASE)
	$(RELEASE)/bin/python -m pip install --quiet "uv>=0.9,<1" "twine>=6,<8" "cyclonedx-bom>=7,<8" "pip-audit>=2.9,<3"
	touch $@

release: $(RELEASE)/.installed
	$(RELEASE)/bin/python releasing/build.py dist

release-check: $(RELEASE)/.installed
	$(RELEASE)/bin/python releasing/check.py dist

clean:
	rm -rf $(VENV) $(CLUSTER) $(RELEASE) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
