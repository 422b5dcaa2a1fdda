#!/usr/bin/env bash
# Restores JSON lines in several processes with GNU parallel, in order: parallel.sh BLOCK [OPTION…] < in > out
# BLOCK is how much a process gets at a time, for example 10M; each starts in half a second.
# One process does the same with less memory: unspin --jsonl --jobs 4
set -euo pipefail
block=$1
shift
parallel --pipe --keep-order --block "$block" --quote unspin --jsonl --quiet "$@"
