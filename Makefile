# Every habit of the house. `make` alone lists them.

PORT ?= 8000
PORTAL_INSTANCE ?= $(CURDIR)/instance
# A folder of real data beside the project, where there is one (PORTAL_DEMO_DATA= leaves it out).
ifeq ($(origin PORTAL_DEMO_DATA),undefined)
PORTAL_DEMO_DATA := $(shell cd ../shared/data 2>/dev/null && pwd)
endif
ifneq ($(PORTAL_DEMO_DATA),)
export PORTAL_DEMO_DATA
endif

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
TRANSLATIONS := portal/translations
CATALOGUES := $(wildcard $(TRANSLATIONS)/*/LC_MESSAGES/*.po)
# The lock is made by this version of uv; installing it needs pip alone.
UV := 0.13.9

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format check-pages messages lock clean
.DELETE_ON_ERROR:

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo "  Settings: PYTHON=python3.12, PORT=8000, ARGS='-k word' for pytest; docs/ tells the rest."

setup: $(VENV)/.installed $(VENV)/.translated ## make .venv with the portal in it (again: does nothing)

run: setup ## start the site with its demo town on http://127.0.0.1:8000 (PORT=…)
	@echo "1/3 instance folder, keys and database: $(PORTAL_INSTANCE)"
	@$(RUN_ENV) $(BIN)/portal setup
	@echo "2/3 demo town$(if $(PORTAL_DEMO_DATA), and the real one from $(PORTAL_DEMO_DATA))"
	@$(RUN_ENV) $(BIN)/portal demo load
	@echo "3/3 the site is on http://127.0.0.1:$(PORT)/ (Ctrl-C ends it)"
	@$(RUN_ENV) exec $(BIN)/portal serve --port $(PORT)

# Plain http on this machine only: cookies without Secure, and /styleguide.
RUN_ENV = PORTAL_INSTANCE="$(PORTAL_INSTANCE)" PORTAL_ENV="$${PORTAL_ENV:-development}" PORTAL_INSECURE_COOKIES="$${PORTAL_INSECURE_COOKIES:-1}"

test: lint ## ruff, mypy, then every test (ARGS='-k word' picks some; -n0: in one process)
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

lint: $(VENV)/.test $(VENV)/.translated ## ruff and mypy
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/mypy

format: $(VENV)/.test ## let ruff put the Python files in order
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

check-pages: $(VENV)/.test $(VENV)/.translated ## measure the pages in headless Chromium
	@$(BIN)/python -m tests.browser.check_pages $(ARGS)

messages: $(VENV)/.installed ## collect the texts to translate and compile the catalogues
	@mkdir -p $(TRANSLATIONS)
	@$(BIN)/pybabel --quiet extract -F pyproject.toml -k _l -k lazy_gettext -k lazy_ngettext:1,2 -c NOTE: \
		--no-location --sort-by-file --no-wrap --project="community feedback portal" \
		-o $(TRANSLATIONS)/messages.pot .
	@test -f $(TRANSLATIONS)/es/LC_MESSAGES/messages.po || \
		$(BIN)/pybabel --quiet init -i $(TRANSLATIONS)/messages.pot -d $(TRANSLATIONS) -l es --no-wrap
	@$(BIN)/pybabel --quiet update -i $(TRANSLATIONS)/messages.pot -d $(TRANSLATIONS) --no-wrap \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@$(BIN)/pybabel compile -d $(TRANSLATIONS) --statistics

lock: ## choose the newest allowed versions again and write requirements/
	@test -x .lock/bin/uv || { $(BIN)/python -m venv .lock && .lock/bin/python -m pip --quiet install uv==$(UV); }
	@.lock/bin/uv $(COMPILE) --extra postgresql --extra redis --extra test -o requirements/test.txt pyproject.toml
	@.lock/bin/uv $(COMPILE) -c requirements/test.txt --extra postgresql --extra redis -o requirements/grown.txt pyproject.toml
	@.lock/bin/uv $(COMPILE) -c requirements/test.txt -o requirements/run.txt pyproject.toml
	@echo 'setuptools>=80' | .lock/bin/uv $(COMPILE) -o requirements/build.txt -

COMPILE := pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --custom-compile-command 'make lock'

clean: ## remove .venv and every cache; the instance folder stays
	rm -rf $(VENV) .lock build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find portal -name '*.mo' -delete

# ---- how .venv is made; a stamp says what is done -----------------------------------------------------

# The Python named by PYTHON, else the first of these that runs, is 3.11 or newer and can make a .venv.
$(BIN)/python:
	@for python in $(if $(PYTHON),"$(PYTHON)",python3.11 python3.12 python3.13 python3); do \
		"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		echo "making $(VENV) with $$("$$python" --version)"; \
		exec "$$python" -m venv --clear $(VENV); \
	done; \
	echo "The portal needs Python 3.11 or newer with its venv module; $(if $(PYTHON),$(PYTHON) is not one,none was found)." >&2; \
	echo "Name one: make setup PYTHON=/path/to/python3.12 (on Debian: apt install python3 python3-venv)" >&2; \
	exit 1

# pip compiles what it installs; Whoosh is compiled once more with -W ignore, so that its warnings never show.
$(VENV)/.installed: requirements/build.txt requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "installing the locked packages"
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -W ignore -m compileall -q "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/whoosh"
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.installed
	@echo "installing the tools of the tests"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/.translated: $(VENV)/.installed $(CATALOGUES)
	@test -z "$(CATALOGUES)" || $(BIN)/pybabel --quiet compile -d $(TRANSLATIONS)
	@touch $@
