#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# limits.sh SCRATCH PLUGIN: where there is no more room the batch ends with 74, with nothing half written,
# and goes on when there is.
# shellcheck source=tests/batch/common.sh
. "$(dirname "$0")/common.sh"

rows 40 >rows.csv
short() { # a write fails after 2 KiB, as on a full disk
    (
        ulimit -f 2
        "$HAIBAO" "$@"
    )
}
ends 0 batch spec.json rows.csv -o 'roomy/{{name}}.pdf' --size 2000x2000
short batch spec.json rows.csv -o 'out/{{name}}.pdf' --manifest m.ndjson --size 2000x2000 >out.txt 2>err.txt
status=$?
[ $status = 74 ] || complain "without room it ends with $status, not 74:" "$(cat out.txt err.txt)"
says err.txt 'out.write'
[ -z "$(find out -type f)" ] || complain "something is left: $(ls -la out)"
ends 0 batch spec.json rows.csv -o 'out/{{name}}.pdf' --manifest m.ndjson --resume --size 2000x2000
same_files roomy out

# A disk that does become full, where we may mount one.
mkdir -p disk
if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
    unshare -m sh -c '
        mount -t tmpfs -o size=512k none disk || exit 77
        "$HAIBAO" batch spec.json rows.csv -o "disk/{{name}}.png" --manifest disk.ndjson --size 1080x1920
        status=$?
        ls -A disk >disk.txt
        for file in disk/*.png; do tail -c 8 "$file" | head -c 4; echo; done >ends.txt
        exit $status' >out.txt 2>err.txt
    status=$?
    if [ $status = 77 ]; then
        echo "no disk to fill up"
    else
        [ $status = 74 ] || complain "on a full disk it ends with $status:" "$(cat out.txt err.txt)"
        grep -v '\.png$' disk.txt && complain "left on the full disk"
        grep -v '^IEND$' ends.txt && complain "half a file on the full disk"
        [ "$(wc -l <disk.ndjson)" -le "$(wc -l <disk.txt)" ] || complain "the manifest tells of more than there is"
    fi
fi

ends 1 batch spec.json rows.csv -o '/proc/nowhere/{{name}}.png' --limit 1
ends 65 batch spec.json rows.csv -o 'out/{{name}}.png' --manifest nowhere/m.ndjson
exit $failed
