#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# worker.sh SCRATCH PLUGIN: jobs as JSON lines, and the same by GNU parallel and xargs.
# shellcheck source=tests/batch/common.sh
. "$(dirname "$0")/common.sh"

count=30
rows $count >rows.csv
ends 0 batch spec.json rows.csv -o 'batch/{{name}}.png'
jobs() { # FOLDER
    awk -F, -v folder="$1" 'NR > 1 {
        printf "{\"id\": %d, \"spec\": \"spec.json\", \"row\": {\"name\": \"%s\", \"gdp\": %s}, ", NR - 1, $1, $2
        printf "\"outputs\": [{\"file\": \"%s/%s.png\"}]}\n", folder, $1
    }' rows.csv
}
mkdir -p one parallel xargs

jobs one | "$HAIBAO" worker >one.ndjson || complain "worker fails:" "$(cat one.ndjson)"
same_files batch one
jq -se 'length == 30 and all(.status == "ok") and ([.[].id] | sort) == [range(1; 31)]' one.ndjson >jq.txt ||
    complain "answers:" "$(cat one.ndjson)"

# What is wrong is answered, too; a last line without its end counts.
printf '%s\n' 'no JSON' '[]' '{"id": "a"}' '{"id": "b", "spec": "spec.json", "outputs": [{"file": "x.gif"}]}' \
    '{"id": "c", "spec": "nowhere.json", "outputs": [{"file": "x.png"}]}' >wrong.txt
printf '{"id": "d", "spec": "spec.json", "row": {"name": "a", "gdp": 1}, "outputs": [{"file": "one/d.png"}]}' >>wrong.txt
"$HAIBAO" worker <wrong.txt >wrong.ndjson 2>err.txt
status=$?
[ $status = 1 ] || complain "worker ends with $status, not 1" "$(cat err.txt)"
jq -se 'length == 6 and (map(select(.status == "ok")) | map(.id) == ["d"])' wrong.ndjson >jq.txt ||
    complain "answers to what is wrong:" "$(cat wrong.ndjson)"

# Names of files take what the row brings, and its number, as in a batch.
echo '{"spec": "spec.json", "row": {"name": "a/b", "gdp": 1}, "outputs": [{"file": "named/{{name}}-{{#}}.png"}]}' |
    "$HAIBAO" worker >named.ndjson || complain "a name with placeholders:" "$(cat named.ndjson)"
[ -f named/a_b-1.png ] || complain "there is no named/a_b-1.png:" "$(cat named.ndjson)"
"$HAIBAO" worker </dev/null >out.txt || complain "no jobs are a failure"
[ ! -s out.txt ] || complain "answers to no jobs"

# The examples of the front page.
if command -v parallel >/dev/null; then
    jobs parallel | parallel --will-cite --pipe -N 10 -j 2 "$HAIBAO" worker -j 1 >parallel.ndjson ||
        complain "parallel fails:" "$(cat parallel.ndjson)"
    same_files batch parallel
    [ "$(wc -l <parallel.ndjson)" = $count ] || complain "parallel: $(wc -l <parallel.ndjson) answers"
else
    echo "no GNU parallel here"
fi
seq 3 | xargs -P 2 -I{} "$HAIBAO" batch spec.json rows.csv -o 'xargs/{{name}}.png' -j 1 --shard {}/3 >out.txt ||
    complain "xargs fails:" "$(cat out.txt)"
same_files batch xargs
exit $failed
