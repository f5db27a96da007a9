# make van-ban: set up and write the documents; make test: set up and run the tests; make check: style, types, floors.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: van-ban test check mau vang anh benchmark clean

van-ban: $(VENV)/.installed
	@$(BIN)/docgen lap tat-ca

test: $(VENV)/.installed-test
	$(BIN)/pytest

check: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest tests/test_floors.py

# What is generated and committed: templates, schemas, the manual of the rules; golden texts; the page pictures of the guide.
mau: $(VENV)/.installed
	@$(BIN)/docgen mau word
	@$(BIN)/docgen mau schema
	@$(BIN)/python docs/viet_quy_tac.py

vang: $(VENV)/.installed-test
	$(BIN)/python -m tests.vang

anh: $(VENV)/.installed
	$(BIN)/python docs/ve_anh_trang.py

benchmark: $(VENV)/.installed-test
	$(BIN)/python benchmarks/so_sanh.py

$(VENV)/.installed: setup.cfg pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
