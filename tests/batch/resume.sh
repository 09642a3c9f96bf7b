#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# resume.sh SCRATCH PLUGIN: whoever is killed, and whenever, what is there is whole, and a second run
# finishes it with the same bytes as one that nobody disturbed.
# shellcheck source=tests/batch/common.sh
. "$(dirname "$0")/common.sh"

count=300 kills="0.05 0.2 0.5 0.9"
[ "$sanitized" = 0 ] || count=40 kills="0.5 2"
rows $count >rows.csv
batch=("$HAIBAO" batch spec.json rows.csv)
ends 0 "${batch[@]:1}" -o 'calm/{{name}}.png' --manifest calm.ndjson
whole calm

# The parent.
for seconds in $kills; do
    "${batch[@]}" -o 'killed/{{name}}.png' --manifest killed.ndjson --resume >out.txt 2>err.txt &
    parent=$!
    sleep "$seconds"
    kill -9 $parent 2>/dev/null
    wait $parent 2>/dev/null
    sleep 0.5 # workers end with the row that they are at
    [ ! -d killed ] || whole killed
done
ends 0 "${batch[@]:1}" -o 'killed/{{name}}.png' --manifest killed.ndjson --resume
cat out.txt
same_files calm killed
jq -e . killed.ndjson >jq.txt || complain "the manifest has a line that is no JSON"

# Workers, while it goes on. The batch forks first the nursery, which forks them, then the process that
# syncs disks.
"${batch[@]}" -o 'hurt/{{name}}.png' --manifest hurt.ndjson >out.txt 2>err.txt &
parent=$!
for _ in 1 2 3 4 5; do
    sleep 0.15
    nursery=$(pgrep -P $parent | head -1)
    [ -z "$nursery" ] || pgrep -P "$nursery" | head -1 | xargs -r kill -9 2>/dev/null
done
wait $parent || complain "it does not live through the end of its workers:" "$(cat out.txt err.txt)"
same_files calm hurt

# Who syncs, at once and later.
for seconds in 0.1 0.4; do
    "${batch[@]}" -o 'unsynced/{{name}}.png' --manifest unsynced.ndjson >out.txt 2>err.txt &
    parent=$!
    sleep $seconds
    pgrep -P $parent | tail -n +2 | xargs -r kill -9 2>/dev/null
    wait $parent || complain "it does not live through the end of who syncs:" "$(cat out.txt err.txt)"
    same_files calm unsynced
    [ "$(wc -l <unsynced.ndjson)" = $count ] || complain "the manifest lacks rows"
    rm -r unsynced
done

# The nursery, and who syncs.
"${batch[@]}" -o 'orphans/{{name}}.png' --manifest orphans.ndjson >out.txt 2>err.txt &
parent=$!
sleep 0.4
pgrep -P $parent | xargs -r kill -9 2>/dev/null
wait $parent || complain "it does not live through the end of its nursery:" "$(cat out.txt err.txt)"
same_files calm orphans

# Only what is proved to be done is left out: not a file that is gone, was cut, or is another; not
# after a change to what a row was made from.
again() { # DRAWN DONE WHAT
    ends 0 "${batch[@]:1}" -o 'calm/{{name}}.png' --manifest calm.ndjson --resume
    says out.txt "^$count rows: $1 drawn, 0 failed, $2 done before" || echo "$3"
}
again 0 $count "nothing changed"
rm calm/县0001.png
printf x >>calm/县0002.png
printf x | dd of=calm/县0003.png bs=1 seek=100 conv=notrunc status=none
again 3 $((count - 3)) "three files"
sed -i 's/^县0004,.*/县0004,9999/' rows.csv
again 1 $((count - 1)) "a row"
printf '{"row": 5, "status": "ok", "key": "' >>calm.ndjson
again 0 $count "a line that was cut"
touch spec.json rows.csv
again 0 $count "times alone"
sed -i 's/生产总值/总值/' spec.json
again $count 0 "the spec"
again 0 $count "nothing"
exit $failed
