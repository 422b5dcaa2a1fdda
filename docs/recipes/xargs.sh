#!/usr/bin/env bash
# Restores the texts of a folder in place, four processes at once, fifty files each: xargs.sh FOLDER [OPTION…]
# One process does the same with less memory: unspin --write --jobs 4 "$folder"
set -euo pipefail
folder=$1
shift
find "$folder" -name '*.txt' -print0 | sort -z | xargs -0 -n 50 -P 4 unspin --write --jobs 1 --quiet "$@"
