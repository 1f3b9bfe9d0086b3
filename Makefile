# make demo: a working shop. make test: everything it takes to pass the tests. Needs Python 3.11+ and make.
# Other targets: CONTRIBUTING.md, or `make help`.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
RUN    := $(VENV)/.installed
DEV    := $(VENV)/.installed-dev
NPM    := frontend/npm
FRONT  := frontend/node_modules/.installed-dev
BUILD  := frontend/node_modules/.installed
TILL   := duken/channels/pos/built/.built
PARTS  := frontend/package-lock.json frontend/vite.config.ts $(shell find frontend/kit frontend/quote frontend/till duken/channels/static/duken -type f)
JOBS   ?= 2
PROOF  := $(PY) -m pytest -m proof -s
export DUKEN_HOME ?= $(CURDIR)/.duken
export DUKEN_STOP_WITH_PARENT := 1
export PYTHONDONTWRITEBYTECODE :=  # dozens of processes start in a run; each would compile everything again

.PHONY: demo up till test race controls chaos machines offline upgrade fuzz privacy walks scans proofs vectors vectors-many doors bench check messages docs lock clean help

help:             ; @sed -n 's/^\.PHONY: //p' Makefile | tr ' ' '\n' | sort | column -c 80; echo "What each does: CONTRIBUTING.md"
demo: $(RUN)      ; @$(TRY_TILL); $(VENV)/bin/duken demo $(DEMO_FLAGS)
up: $(RUN)        ; @$(TRY_TILL); $(VENV)/bin/duken up
till: $(TILL)
test: $(DEV) $(FRONT) $(TILL)
	$(NPM) test -s
	$(PY) -m pytest -n $(JOBS) --dist loadfile $(TEST_FLAGS)
race: $(DEV)      ; $(PROOF) tests/races $(TEST_FLAGS)
controls: $(DEV)  ; $(PROOF) tests/controls $(TEST_FLAGS)
chaos: $(DEV)     ; $(PROOF) tests/chaos $(TEST_FLAGS)
machines: $(DEV)  ; $(PROOF) tests/machines $(TEST_FLAGS)
offline: $(DEV) $(TILL) ; $(PROOF) tests/offline $(TEST_FLAGS)
upgrade: $(DEV)  ; $(PROOF) tests/upgrade $(TEST_FLAGS)
fuzz: $(DEV)      ; $(PROOF) tests/doors_fuzz $(TEST_FLAGS)
doors: $(DEV)     ; DUKEN_WRITE_DOORS=1 $(PROOF) tests/doors_fuzz/test_every_door.py  # then read the diff
privacy: $(DEV)  ; $(PROOF) tests/privacy $(TEST_FLAGS)
walks: $(DEV) $(TILL) ; $(PROOF) tests/journeys -n $(JOBS) --ignore $(SCANS) $(TEST_FLAGS)
scans: $(DEV) $(TILL) ; $(PROOF) $(SCANS) $(TEST_FLAGS)
SCANS := tests/journeys/test_till_scans.py  # alone: on a starved machine the browser hears keys late
proofs: $(DEV) $(TILL) ; $(PROOF) $(TEST_FLAGS)
vectors: $(RUN)  ; $(PY) -m bench.vectors
vectors-many: $(DEV) ; $(PY) -m bench.vectors.many $(N)
bench: $(RUN)     ; $(PY) -m bench $(BENCH_FLAGS)
messages: $(RUN)  ; $(PY) -m duken.config.messages
docs: $(DEV)      ; $(PY) -m duken.config.reference

check: $(DEV) $(FRONT) $(TILL)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/duken manage makemigrations --check --dry-run
	$(PY) -m pytest tests/architecture
	$(NPM) run -s check

# The locks are made for every platform and carry hashes; pip and uv both refuse a package that differs.
lock: $(DEV)
	$(VENV)/bin/uv pip compile $(LOCK) --extra build pyproject.toml -o requirements.lock
	$(VENV)/bin/uv pip compile $(LOCK) --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	echo uv | $(VENV)/bin/uv pip compile $(LOCK) - -o requirements-uv.lock
LOCK := -q --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11

clean:            ; rm -rf $(VENV) frontend/node_modules duken/channels/pos/built .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(RUN): requirements.lock     ; @PYTHON=$(PYTHON) ./install requirements.lock && touch $@
$(DEV): requirements-dev.lock ; @PYTHON=$(PYTHON) ./install requirements-dev.lock && touch $@ $(RUN)
$(FRONT): frontend/package-lock.json | $(DEV) ; @$(NPM) ci --prefer-offline && touch $@ $(BUILD)
$(BUILD): frontend/package-lock.json | $(RUN) ; @$(NPM) ci $(if $(wildcard $(FRONT)),,--omit=dev) --prefer-offline --fetch-retries=0 --fetch-timeout=20000 >/dev/null && touch $@

# The till's app, swapped in at once: a shop that is open never serves half of it. Without npm's packages the shop opens all the same.
$(TILL): $(PARTS) | $(BUILD)
	@echo "building the till's app"
	@$(NPM) run -s build -- --logLevel error --outDir ../../$(@D).next && touch $(@D).next/.built && rm -rf $(@D) && mv $(@D).next $(@D)
TRY_TILL := $(MAKE) -s till 2>/dev/null || echo "the till's app is not built: npm's packages could not be fetched. All else opens; later: make till" >&2
