#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# batch.sh SOURCE SCRATCH: the commands that README.md shows for a batch do what it says.
set -eu
source=$1 scratch=$2
rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch"
command -v parallel >/dev/null || {
    echo "SKIPPED: no GNU parallel here"
    exit 77
}
sed -n '/^```sh$/,/^```$/p' "$source/README.md" | sed '1d;$d' | sed '/^```$/,$d' >shown.sh
grep -q 'haibao batch' shown.sh || {
    echo "README.md shows no batch"
    exit 1
}
PATH=$(dirname "$HAIBAO"):$PATH bash -eu shown.sh
[ "$(find out -name '*.png' | wc -l)" = 4 ] && [ "$(find out -name '*.pdf' | wc -l)" = 4 ]
[ "$(jq -s 'map(select(.status == "ok")) | length' out/manifest.ndjson)" = 2 ]
[ -s parts/惠济区.png ] && [ -s parts/金水区.png ] && [ -s 上街区.png ] && [ -s 中原区.png ]
[ "$(jq -s 'all(.status == "ok") and length == 2' answers.ndjson)" = true ]
