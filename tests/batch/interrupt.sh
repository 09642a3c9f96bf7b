#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# interrupt.sh SCRATCH PLUGIN: an interrupted batch finishes the rows at hand, keeps what it has, ends
# with 75, and can go on.
# shellcheck source=tests/batch/common.sh
. "$(dirname "$0")/common.sh"

awk 'BEGIN { print "name,act"; for (i = 1; i <= 40; i++) printf "n%02d,wait\n", i }' >rows.csv
batch=("$HAIBAO" batch trouble.json rows.csv -o 'out/{{name}}.png' --manifest m.ndjson --resume
    --plugin "$plugin")
for signal in INT TERM; do
    # As a shell does for what runs in the foreground; in the background it would ignore SIGINT.
    before=$(find out -name '*.png' 2>/dev/null | wc -l)
    env --default-signal=INT "${batch[@]}" >out.txt 2>err.txt &
    parent=$!
    # In the middle: when more files are there than before, however slowly it starts.
    for _ in $(seq 300); do
        [ "$(find out -name '*.png' 2>/dev/null | wc -l)" -le "$before" ] || break
        sleep 0.1
    done
    kill -$signal $parent
    wait $parent
    status=$?
    [ $status = 75 ] || complain "after SIG$signal it ends with $status:" "$(cat out.txt err.txt)"
    says err.txt 'stopped; --resume goes on'
    whole out
    [ "$(wc -l <m.ndjson)" = "$(ls out | wc -l)" ] || complain "the manifest and the files differ"
    for process in $(pgrep -x haibao); do
        [ "$(readlink "/proc/$process/cwd")" != "$(pwd -P)" ] || complain "somebody is left"
    done
done
"${batch[@]}" >out.txt 2>err.txt || complain "it does not go on:" "$(cat out.txt err.txt)"
cat out.txt
[ "$(ls out | wc -l)" = 40 ] || complain "not all files"
[ "$(jq -r .row m.ndjson | sort | uniq -d)" = '' ] || complain "a row was drawn twice"
exit $failed
