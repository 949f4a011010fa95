# The two commands of a newcomer are `make chat` and `make test`; `make check` is what main is held to.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SERVICE := $(VENV)/.service
LOCKED ?= /etc/werkbot/vergrendeld.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests start some hundred processes: compiling what they import each time would cost a second apiece.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: chat balie service service-balie test test-browser check fix bench bench-understanding soak clean
.DEFAULT_GOAL := chat

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 of nieuwer is nodig; wijs hem aan met: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[balie,dev]'
	@touch $@

# What a server needs and no more; with a list of hashes (deploy/vergrendel) nothing else can come in.
$(SERVICE): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	test ! -e $(LOCKED) || $(BIN)/pip install --quiet --require-hashes --no-deps --requirement $(LOCKED)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	@touch $@

service: $(SERVICE)

# The same with the desk in a browser; a server without it needs none of this.
service-balie: $(SERVICE)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[balie]'

chat: $(READY)
	@$(BIN)/werkbot chat

# A made-up day of the desk in a browser, with an account to sign in with.
balie: $(READY)
	@$(BIN)/werkbot balie --voorbeeld

test: $(READY)
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto --dist loadfile -m 'not browser'
	@$(BIN)/coverage combine --quiet
	@printf 'Branches of bot/ that a test passes, in percent: '
	@$(BIN)/coverage report

test-browser: $(READY)
	$(BIN)/pytest -n 2 -m browser tests/balie/chromium

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	WERKBOT_CACHE="$$($(BIN)/python -m tests.models)" $(BIN)/werkbot controleer --op 2026-11-30   # what it learns serves the tests

fix: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/python -m bench

bench-understanding: $(READY)
	$(BIN)/python -m bench.understanding --vragen tests/understanding/vragen/verzegeld.jsonl

soak: $(READY)
	WERKBOT_SOAK=1 $(BIN)/pytest -m 'not browser'
	$(BIN)/python -m bench.soak
	$(BIN)/python -m bench.flood
	$(BIN)/python -m bench.bare_root || test $$? -eq 2   # 2: this machine cannot make a bare Debian

clean:
	rm -rf $(VENV)
