#!/usr/bin/env bash
# A git hook that refuses spun text: copy it to .git/hooks/pre-commit. It reads what is staged, not what lies in the folder.
set -euo pipefail
staged=$(mktemp -d)
trap 'rm -rf "$staged"' EXIT
git diff --cached --name-only -z --diff-filter=ACMR -- '*.txt' '*.md' '*.html' > "$staged/.names"
[ -s "$staged/.names" ] || exit 0
git checkout-index -z --stdin --prefix="$staged/" < "$staged/.names"
config=$(git rev-parse --show-toplevel)/unspin.config.json
[ ! -e "$config" ] || cp "$config" "$staged/"
cd "$staged"
xargs -0 unspin check < .names || {
  echo 'To restore: unspin --write FILE. To commit as it is: git commit --no-verify' >&2
  exit 1
}
