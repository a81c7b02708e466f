# Every target makes its own virtual environment when it is missing; nothing but Python 3.11 and make is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made
DEV := $(VENV)/.made-dev
AS_OF := 2026-11-23
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: try test lint docs bench acceptance clean

# The main job on the sample firm. A "no" is an answer, not a failure of the target.
try: $(STAMP)
	@$(BIN)/deliverable check museum-site -C capacity --as-of $(AS_OF) || test $$? -eq 1

# Every gate, quick ones first.
test: lint
	$(BIN)/pytest -n 2 --dist worksteal --cov --cov-report=term

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deliverable lint -C capacity --as-of $(AS_OF)

# Rewrites the answers in README and docs from what the program prints, and the page of rules from the rules.
docs: $(DEV)
	UPDATE=1 $(BIN)/pytest tests/test_docs.py tests/test_rules_page.py

bench: $(DEV)
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/linting.py

acceptance: $(DEV)
	EVERY_CHANGE=1 $(BIN)/pytest -n 2 tests/answers/test_audit_spoiled.py tests/offers
	FUZZ=5000 $(BIN)/pytest -n 2 tests/test_fuzz.py
	-$(BIN)/python -m pip install --quiet atheris
	$(BIN)/python benchmarks/fuzzing.py --seconds 300
	$(BIN)/python benchmarks/acceptance.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage* dist build

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "deliverable needs Python 3.11 or newer; name one: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(DEV): $(STAMP) pyproject.toml
	$(BIN)/python -c 'import tomllib; print("\n".join(tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"]))' > $(VENV)/dev.txt
	$(BIN)/python -m pip install --quiet --requirement $(VENV)/dev.txt
	touch $@
