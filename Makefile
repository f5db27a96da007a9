# make van-ban: set up and write the documents; make test: set up and run the tests; make check: style, types, floors.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: van-ban test check mau vang anh benchmark lock clean

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
	@$(BIN)/python docs/viet_giay_phep.py

vang: $(VENV)/.installed-test
	$(BIN)/python -m tests.vang

anh: $(VENV)/.installed
	$(BIN)/python docs/ve_anh_trang.py

benchmark: $(VENV)/.installed-test
	$(BIN)/python benchmarks/so_sanh.py

# Every file that is installed is held against its digest; docgen itself is built by the setuptools of lock.txt, not by one fetched now.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
$(VENV)/.installed: setup.cfg pyproject.toml lock.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r lock.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed lock-test.txt
	$(PIP) --require-hashes -r lock-test.txt
	@touch $@

# Written anew after a change of setup.cfg: pins stay as they are; `make lock UPGRADE=--upgrade` takes the newest versions.
UV := uv==0.13.9
lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet --disable-pip-version-check $(UV)
	UV=$(VENV)-lock/bin/uv docs/viet_khoa.sh $(UPGRADE)
	rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
