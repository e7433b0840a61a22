# Everything a newcomer needs: `make run`, `make test`. Needs python3 (3.11 or newer) with venv, and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
NEWS ?= ../shared/news

.DEFAULT_GOAL := run
.PHONY: run test lint bench bench-peers campaign docs messages golden model clean

# The stamps are older than pyproject.toml when dependencies may have changed: then pip runs again.
$(VENV)/run.stamp: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@ $(VENV)/run.stamp

run: $(VENV)/run.stamp  ## Who and what the articles that ship with dronewatch name
	@$(BIN)/dronewatch entities --format table

test: $(VENV)/dev.stamp  ## All tests
	$(BIN)/python -m pytest

lint: $(VENV)/dev.stamp  ## Style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/dev.stamp  ## Speed and memory of every part, beside other programs; ten minutes; tables in benchmarks/results
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/throughput.py --news $(NEWS)/articles.jsonl.gz
	$(BIN)/python benchmarks/indexing.py --news $(NEWS)/articles.jsonl.gz
	$(BIN)/python benchmarks/queries.py --news $(NEWS)/articles.jsonl.gz
	$(BIN)/python benchmarks/annotations.py --news $(NEWS)/articles.jsonl.gz
	$(BIN)/python benchmarks/history.py

bench-peers: $(VENV)/run.stamp  ## Right and fast against libraries that do the same; needs ../shared; takes minutes
	$(BIN)/python benchmarks/peers.py

campaign: $(VENV)/dev.stamp  ## Kills, full disks, damage, fuzzing, patterns (docs/reliability.md); an hour on 2 cores
	$(BIN)/python benchmarks/reliability.py
	$(BIN)/python benchmarks/fuzz.py --minutes 30
	$(BIN)/python -W ignore benchmarks/redos.py

docs: $(VENV)/dev.stamp  ## All that is generated in docs/, the transcripts too, and the picture in README.md; read the diff
	$(BIN)/python docs/generate.py
	$(BIN)/python -m pytest -q tests/docs/test_python_page.py --renew-golden

messages: $(VENV)/dev.stamp  ## The French messages: renewed from the source, compiled; says what is not translated
	$(BIN)/python docs/messages.py

model: $(VENV)/run.stamp  ## Train the names model again from ../shared/news (docs/model.md), about an hour on 2 cores
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[train]"
	PYTHON=$(BIN)/python training/model.sh $(NEWS)

golden: $(VENV)/dev.stamp  ## Renew the expected outputs in tests/golden; read the diff before you commit it
	$(BIN)/python -m pytest tests/cli/test_golden.py --renew-golden

clean:  ## Remove what the other targets made
	rm -rf .venv .venv-peers .pytest_cache .mypy_cache .ruff_cache .hypothesis .dronewatch build dist
