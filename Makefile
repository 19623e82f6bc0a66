# Two commands do all the set-up on a fresh machine: `make demo` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test docs bench clean

# the stamp is newer than every file that says what is to be installed
$(VENV)/installed: setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("boardpaper needs Python 3.11 or later: set PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	@echo "Making the environment in $(VENV) (a minute or two, once) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing: on Debian, run  sudo apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=24" "setuptools>=77"
	@# setuptools warns of a folder named like the package, which an editable checkout of one is
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test,lint]"
	@# compiled here, as some machines keep Python from doing so, and each command would begin by compiling it all
	@$(BIN)/python -m compileall -q -x "\.venv" .
	@touch $@

demo: $(VENV)/installed
	@rm -rf demo
	@$(BIN)/boardpaper init demo --sample
	@# exit 1 says that something was held, as some of the sample's files are meant to be
	@$(BIN)/boardpaper --workspace demo ingest || [ $$? -eq 1 ]
	@$(BIN)/boardpaper --workspace demo assemble
	@echo
	@$(BIN)/boardpaper --workspace demo status | sed -n '/^Held/,/^$$/p'
	@echo "The paper:     $$(ls demo/papers/*.docx)"
	@echo "The warehouse: demo/warehouse.db  (to look into it: $(BIN)/boardpaper --workspace demo browse)"

test: $(VENV)/installed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@# mypy wants a folder of the package's name, and a checkout may have any
	@link=$$(mktemp -d) && ln -s "$$PWD" "$$link/boardpaper" && here="$$PWD" && (cd "$$link" && "$$here/$(BIN)/mypy" --config-file "$$here/setup.cfg" \
	  --cache-dir "$$here/.mypy_cache" boardpaper --exclude '^boardpaper/(build|demo|tests|benchmarks|\.venv)/'); status=$$?; rm -rf "$$link"; exit $$status
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal

docs: $(VENV)/installed
	@$(BIN)/python -m boardpaper.warehouse.catalogue > docs/rules.md
	@$(BIN)/python -m boardpaper.assembly.check.page > docs/checks.md
	@$(BIN)/python -m boardpaper.warehouse.proclaimed > warehouse/bank_holidays.txt

bench: $(VENV)/installed
	@$(BIN)/python benchmarks/run.py
	@$(BIN)/python benchmarks/long_paper.py
	@# an environment of its own, as sqlite-utils imports pandas wherever it can
	@test -x $(VENV)/bench/bin/python || $(PYTHON) -m venv $(VENV)/bench
	@$(VENV)/bench/bin/python -m pip install --quiet --disable-pip-version-check pandas "openpyxl>=3.1,<4"
	@PANDAS="$$PWD/$(VENV)/bench/bin/python" $(BIN)/python benchmarks/ingest.py
	@test -d $(VENV)/docxtpl || $(BIN)/python -m pip install --quiet --disable-pip-version-check --target $(VENV)/docxtpl docxtpl
	@DOCXTPL="$$PWD/$(VENV)/docxtpl" $(BIN)/python benchmarks/letters.py

clean:
	rm -rf $(VENV) demo build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
