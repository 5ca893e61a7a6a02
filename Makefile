# Two commands for everyone: make run, make test. The rest is for whoever works on the program.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test pythons thorough check bench mutants monkey sounds pictures figures format lock dist clean

run: .venv/.run
	@$(BIN)/stretchtui

test: .venv/.test
	@sh scripts/test.sh

# The core and the cues once more, on every other Python that is here.
pythons: .venv/.test
	@sh scripts/test.sh others

check: .venv/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/make_sounds.py --check
	$(BIN)/python scripts/make_figures.py --check
	$(BIN)/python scripts/make_man.py --check
	$(BIN)/stretchtui check routines.toml

bench: .venv/.test
	@$(BIN)/python -m benchmarks.run

# SEED, NUMBER, ROOM and JOBS can be given: make mutants SEED=7 ROOM=words
mutants: .venv/mutants/.ready
	@.venv/mutants/bin/python scripts/mutants.py $(if $(SEED),--seed $(SEED)) \
		$(if $(NUMBER),--number $(NUMBER)) $(if $(ROOM),--room $(ROOM)) $(if $(JOBS),--jobs $(JOBS))

# The same tests with all examples, flipped bits, hang-ups and monkeys' keys: before a release.
thorough: .venv/.test
	@AMOUNT=thorough sh scripts/test.sh

# SEED, NUMBER and REPLAY can be given: make monkey SEED=7 NUMBER=20000
monkey: .venv/.test
	@$(BIN)/python -m tests.end_to_end.monkey $(if $(SEED),--seed $(SEED)) \
		$(if $(NUMBER),--number $(NUMBER)) $(if $(REPLAY),--replay $(REPLAY))

sounds:
	$(PYTHON) scripts/make_sounds.py

pictures: .venv/.test
	$(BIN)/python -m scripts.make_pictures

figures: .venv/.run
	$(BIN)/python scripts/make_figures.py

format: .venv/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Newer versions of what the program and the tests need; constraints.txt says which.
lock: .venv/.test
	sh scripts/lock.sh

# What is published, tried with pip, pipx and uv on every Python that is here: before a release.
dist: .venv/.test
	sh scripts/try_dist.sh

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*

.venv/.run: pyproject.toml scripts/setup.sh
	@PYTHON=$(PYTHON) sh scripts/setup.sh run

.venv/.test: pyproject.toml constraints.txt scripts/setup.sh .venv/.run
	@PYTHON=$(PYTHON) sh scripts/setup.sh test

# Apart from what the tests run on: it brings a dozen packages of its own.
.venv/mutants/.ready: pyproject.toml .venv/.test
	$(PYTHON) -m venv --clear .venv/mutants
	.venv/mutants/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	.venv/mutants/bin/python -m pip install --quiet --group mutants
	@touch $@
