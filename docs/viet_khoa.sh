#!/usr/bin/env bash
# Writes lock.txt (to run docgen and to build it) and lock-test.txt (those and what tests need): `make lock`.
# Each version with the digests of all its files in the package index, so that the locks hold on every Python and machine.
set -euo pipefail
cd "$(dirname "$0")/.."
compile=("${UV:-uv}" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock")

build() { sed -n 's/^requires = \["\(.*\)"\]$/\1/p' pyproject.toml; }
build | "${compile[@]}" "$@" --all-extras setup.cfg - -o lock-test.txt
build | "${compile[@]}" -c lock-test.txt setup.cfg - -o lock.txt
