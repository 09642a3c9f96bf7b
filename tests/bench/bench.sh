#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# bench.sh SOURCE HAIBAO BENCH [RUNS]: what it costs to draw each poster from a cold start. The first run,
# which may have to read files from disk, is not counted.
set -eu
source=$1 haibao=$2 bench=$3 runs=${4:-25}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

printf '%-24s %8s %8s %8s\n' "$runs runs" 'least ms' 'median' 'peak MB'
"$bench" "$runs" 'haibao --version' "$haibao" --version
for spec in "$source"/specs/*.json; do
    for ending in png pdf; do
        file=$(basename "$spec" .json).$ending
        "$haibao" render "$spec" -o "$out/$file" >"$out/said"
        "$bench" "$runs" "$file" "$haibao" render --quiet "$spec" -o "$out/$file"
    done
done
