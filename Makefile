# Everything sets itself up from nothing: the virtual environment, the locked Python packages and,
# on Debian and Ubuntu, the system libraries that Qt loads. Stamps in .venv remember what is done.

FOLDER ?= resources/samples
FUZZ_SECONDS ?= 60

BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check
STAMPS := .venv/.done
TRANSLATIONS := $(wildcard resources/i18n/*.ts)
COMPILED := $(TRANSLATIONS:.ts=.qm)
SOURCES_WITH_WORDS := $(shell find gui -name '*.py')
TEST = $(PY) -m pytest

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test test-long coverage lint format bench fuzz bundle i18n lock clean distclean

help:
	@echo 'make run        the window on the sample reports (FOLDER=… for others)'
	@echo 'make test       the tests'
	@echo 'make test-long  the tests that take long as well'
	@echo 'make coverage   the tests, and which lines of core/ and gui/ they ran'
	@echo 'make lint       ruff and mypy'
	@echo 'make format     ruff, changing the files'
	@echo 'make bench      what things cost, side by side with the obvious way'
	@echo 'make fuzz       coverage-guided fuzzing, a minute a target (FUZZ_SECONDS=… for longer)'
	@echo 'make bundle     a folder in dist/ that runs without Python, tried on the samples'
	@echo 'make i18n       collect the sentences of the window for translation, and compile them'
	@echo 'make lock       choose the newest allowed versions of all packages, and write them down'
	@echo 'make clean      remove what was built; make distclean: the virtual environment too'

run: $(STAMPS)/system $(STAMPS)/run $(COMPILED)
	@$(PY) -m gui "$(FOLDER)"

test: $(STAMPS)/system $(STAMPS)/dev $(COMPILED)
	@$(TEST)

test-long: $(STAMPS)/system $(STAMPS)/dev $(COMPILED)
	@$(TEST) -m 'long or not long'

coverage: $(STAMPS)/system $(STAMPS)/dev $(COMPILED)
	@$(TEST) --cov --cov-report=term

lint: $(STAMPS)/dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(STAMPS)/dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(STAMPS)/system $(STAMPS)/dev $(COMPILED)
	@set -e; for script in tests/bench/[!_]*.py; do \
	    echo "== $$script"; QT_QPA_PLATFORM=offscreen $(PY) "$$script"; done

fuzz: $(STAMPS)/dev $(STAMPS)/fuzz
	@set -e; for target in reports texts files bytes entries readings journal; do \
	    echo "== $$target"; $(PY) -m tests.fuzz "$$target" -max_total_time=$(FUZZ_SECONDS) -verbosity=0; done

bundle: $(STAMPS)/system $(STAMPS)/dev $(STAMPS)/bundle $(COMPILED)
	@$(BIN)/pyinstaller --noconfirm --log-level ERROR --workpath build/pyinstaller build.spec
	@mkdir -p build/bundle
	@cd build/bundle && QT_QPA_PLATFORM=offscreen ../../dist/gouji/gouji ../../resources/samples
	@dist/gouji/gouji extract resources/samples -o build/bundle/by-bundle.jsonl
	@$(PY) -m gui extract resources/samples -o build/bundle/by-sources.jsonl
	@cmp build/bundle/by-bundle.jsonl build/bundle/by-sources.jsonl
	@echo 'dist/gouji reads the samples as the source tree does.'

i18n: $(STAMPS)/run
	@mkdir -p resources/i18n
	@$(BIN)/pyside6-lupdate -no-obsolete $(SOURCES_WITH_WORDS) -ts resources/i18n/gouji_zh_CN.ts
	@$(MAKE) --no-print-directory resources/i18n/gouji_zh_CN.qm

resources/i18n/%.qm: resources/i18n/%.ts | $(STAMPS)/run
	@$(BIN)/pyside6-lrelease -silent $< -qm $@ || { .setup/system say; exit 1; }

# PIP of the environment itself stays as it came: the lock pins everything else, with hashes.
$(STAMPS)/environment:
	@python=$$(.setup/python) && { \
	    $(PY) -m pip --version >/dev/null 2>&1 || "$$python" -m venv --clear .venv; }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/run: .setup/run.lock pyproject.toml | $(STAMPS)/environment
	@echo 'Installing Python packages (about 420 MB on disk)'
	@$(PIP) install --require-hashes -r .setup/run.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: .setup/dev.lock pyproject.toml | $(STAMPS)/environment
	@echo 'Installing Python packages, those for development too (about 500 MB on disk)'
	@$(PIP) install --require-hashes -r .setup/dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(STAMPS)/run $@

$(STAMPS)/fuzz: .setup/fuzz.lock | $(STAMPS)/dev
	@$(PIP) install --require-hashes -r .setup/fuzz.lock
	@touch $@

# Where something is missing and cannot be installed, .setup/system has said so: we go on without.
$(STAMPS)/system: .setup/system | $(STAMPS)/environment
	@if .setup/system; then touch $@; fi

$(STAMPS)/bundle: .setup/system | $(STAMPS)/dev
	@if .setup/system bundle; then touch $@; fi

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --upgrade --no-emit-index-url --no-annotate \
	--custom-compile-command 'make lock'

lock: $(STAMPS)/dev
	@mkdir -p build
	@$(PY) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"])' \
	    > build/backend.in
	@$(LOCK) --output-file .setup/run.lock pyproject.toml build/backend.in
	@echo 'atheris>=3,<3.1' > build/fuzz.in
	@$(LOCK) --output-file .setup/fuzz.lock build/fuzz.in
	@$(LOCK) --output-file .setup/dev.lock --constraint .setup/run.lock --extra dev \
	    pyproject.toml build/backend.in

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage* htmlcov
	rm -f resources/i18n/*.qm
	find core gui tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf .venv
