# Everything a newcomer needs: `make demo`, `make test`. Needs Python 3.12 and make, nothing else.

BIN := .venv/bin
STAMP := .venv/installed-by-make
SHARED ?= ../shared
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint accuracy bench lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

setup: $(STAMP) ## .venv with onrecord and all it needs, as locked

demo: setup ## read the sample story in samples/ and show its dossier
	@$(BIN)/onrecord read samples/*/ --db "$$(mktemp -d)/demo.db"

test: lint ## lint, types, import contracts and all tests
	$(BIN)/pytest -q

lint: setup ## lint, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

accuracy: setup ## score against gold in SHARED (default ../shared)
	$(BIN)/python -m benchmarks.accuracy $(SHARED)
	$(BIN)/python -m benchmarks.attribution $(SHARED)/data/polnear/dev

bench: setup ## speed and memory on the corpora in SHARED (default ../shared), and the pages under load
	$(BIN)/python -m benchmarks.speed $(SHARED)
	$(BIN)/python -m benchmarks.room

lock: ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.12 --generate-hashes \
		--no-annotate --no-header --quiet --output-file requirements.lock

clean: ## remove .venv and all that tools left behind
	rm -rf .venv build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Python 3.12 is looked for as PYTHON, on the path, and among pyenv's; .venv is made anew where its pip does not run.
$(STAMP): requirements.lock pyproject.toml
	@if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		for python in "$(PYTHON)" python3.12 python3 python "$$(pyenv prefix 3.12 2>/dev/null)/bin/python" \
				"$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.12.*/bin/python; do \
			if "$$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' 2>/dev/null; then break; fi; \
			python=; \
		done; \
		if [ -z "$$python" ]; then \
			echo "make: no Python 3.12 found; install it, or name one: make setup PYTHON=/path/to/python3.12" >&2; \
			exit 1; \
		fi; \
		"$$python" -m venv --clear .venv; \
	fi
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	@touch $@
