#!/usr/bin/env bash
# Pipes partitions of JSON lines through a process each, as Spark's RDD.pipe does: pipe.sh PARTITIONS [OPTION…] < in > out
# In Spark itself: rdd.pipe("unspin --jsonl --field text --quiet")
# One line comes back for each, in order; a faulty one comes back as {"unspin":{"error":…}} and fails no partition.
set -euo pipefail
count=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/all"
split --number="l/$count" --numeric-suffixes --suffix-length=4 "$folder/all" "$folder/part-"
pids=()
for part in "$folder"/part-????; do
  unspin --jsonl --quiet "$@" < "$part" > "$part.out" &
  pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid"; done
cat "$folder"/part-????.out
