# The few commands of the portal. `make` alone lists them.
PYTHON ?= python3
PORTAL_VAR ?= var
RUN = $(PORTAL_VAR)/venv/bin/python

.PHONY: help start elasticsearch test check bench lock format environment styles

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile

start: ## start the portal on PORT (8000), with everything it needs
	@$(PYTHON) -m bin.start

elasticsearch: ## a real Elasticsearch on ES_PORT (9200), to start the portal on
	@$(PYTHON) -m bin.elasticsearch

test: environment styles ## all tests that can run on this machine
	$(RUN) -m pytest -n auto --maxprocesses 4 -m "not postgresql"
	$(RUN) -m bin.with_postgresql -m pytest -n auto --maxprocesses 4 -m "not browser and (postgresql or not process and not elasticsearch)"

check: environment ## formatting, lint, types, imports, templates, migrations, deployment, locks
	@$(RUN) -m bin.check

bench: environment styles ## the benchmarks, as a table
	$(RUN) -m tests.benchmarks

format: environment ## format the Python code
	$(RUN) -m ruff format . && $(RUN) -m ruff check --fix .

lock: environment ## renew the locks of the Python packages, within the bounds of pyproject.toml
	@$(RUN) -m bin.lock

environment: ## the Python packages of tests and checks, in var/venv
	@$(PYTHON) -m bin.environment requirements-dev.txt

styles: environment ## the styles, in var/styles
	@$(PYTHON) -m bin.styles
