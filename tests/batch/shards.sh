#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# shards.sh SCRATCH PLUGIN: the same bytes from one worker and from two, from one run and from the
# shards together, from a batch and from single renderings.
# shellcheck source=tests/batch/common.sh
. "$(dirname "$0")/common.sh"

count=60
[ "$sanitized" = 0 ] || count=13
rows $count >rows.csv
outputs() {
    printf -- '-o\n%s/{{name}}.png\n-o\n%s/{{name}}.pdf\n' "$1" "$1"
}
draw() { # FOLDER ARGUMENT...
    local folder=$1
    shift
    mapfile -t out < <(outputs "$folder")
    ends 0 batch spec.json rows.csv "${out[@]}" "$@"
}
draw one -j 1
draw two -j 2
same_files one two
draw recycled -j 2 --recycle 3
same_files one recycled
draw bare -j 2 --sandbox off
same_files one bare
for shard in 1 2 3; do
    draw parts --shard $shard/3
    says out.txt '^[0-9]+ rows: '
done
same_files one parts
[ "$(find one -type f | wc -l)" = $((2 * count)) ] || complain "not all files"
draw whole --shard 1/1
same_files one whole

sed 's/{{name}}/县0005/g; s/{{gdp}}/35.5/' spec.json >single.json
ends 0 render single.json -o single.png -o single.pdf
cmp single.png one/县0005.png || complain "a single rendering differs"
cmp single.pdf one/县0005.pdf || complain "a single PDF differs"
exit $failed
