#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# poisoned.sh SCRATCH PLUGIN: rows that are wrong, crash, hang, end the process, take all memory, or name
# a picture of 4 gigapixels fail alone, each with a report that says why, and cost no other its file.
# shellcheck source=tests/batch/common.sh
. "$(dirname "$0")/common.sh"

count=1000 every=50
[ "$sanitized" = 0 ] || count=60 every=6

# 65535 x 65535 pixels of one bit, in no more than a header.
printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x01\0\0\0\0\x9e\x7e\xe4\xfd\x00\x00\x00\x08\x49\x44\x41\x54\x78\x9c\x03\x00\x00\x00\x00\x01\x48\x06\x89\xd2\0\0\0\0IEND\xaeB`\x82' >bomb.png
cat >poison.json <<'END'
{"haibao": 1, "page": {"size": [300, 0], "margin": 16}, "theme": "plain",
 "blocks": [{"type": "text", "text": "{{name}}"}, {"type": "trouble", "act": "{{act}}"},
  {"type": "trouble", "picture": "{{picture}}", "when": "{{picture}}"}]}
END
awk -v count=$count -v every=$every 'BEGIN {
    split("crash no-such-act loop bomb leave crash eat missing crash no-such-act", acts, " ")
    print "name,act,picture"
    for (i = 1; i <= count; i++) {
        act = "nothing"; picture = ""
        if (i % every == 0) {
            act = acts[(i / every - 1) % 10 + 1]
            if (act == "bomb") { act = "nothing"; picture = "bomb.png" }
            if (act == "missing") { act = "nothing"; picture = "missing.png" }
        }
        printf "n%04d,%s,%s\n", i, act, picture
    }
}' >rows.csv
poisoned=$((count / every))

memory=512
[ "$sanitized" = 0 ] || memory=0
[ "$sanitized" = 0 ] || sed -i 's/,eat,/,crash,/' rows.csv # the sanitizer would take all there is
start=$(date +%s)
ends 1 batch poison.json rows.csv -o 'out/{{name}}.png' --plugin "$plugin" --timeout 1 \
    --memory $memory --manifest m.ndjson
echo "$(cat out.txt) $(($(date +%s) - start)) s"
says out.txt "^$count rows: $((count - poisoned)) drawn, $poisoned failed"
[ "$(ls out | wc -l)" = $((count - poisoned)) ] || complain "$(ls out | wc -l) files"
whole out
[ "$(wc -l <m.ndjson)" = "$count" ] || complain "the manifest has $(wc -l <m.ndjson) lines"
[ "$(jq -r .row m.ndjson | sort -un | wc -l)" = "$count" ] || complain "rows told twice"

# told ROW STATUS ATTEMPTS CODE
told() {
    jq -se --argjson row "$1" --arg status "$2" --argjson attempts "$3" --arg code "$4" \
        'map(select(.row == $row))[0] | .status == $status and .attempts == $attempts and .errors[0].code == $code' \
        m.ndjson >jq.txt || complain "row $1 should be $2 after $3 attempts, with $4:" \
        "$(jq -c "select(.row == $1)" m.ndjson)"
}
[ "$sanitized" = 1 ] || told $every crashed 2 row.crashed
told $((every * 2)) failed 1 option.choice
told $((every * 3)) timeout 2 row.timeout
told $((every * 4)) failed 1 image.limit
told $((every * 5)) crashed 2 row.crashed
[ "$sanitized" = 1 ] || jq -se --argjson row $((every * 7)) \
    'map(select(.row == $row))[0] | .status == "memory" or .status == "crashed" or .status == "timeout"' m.ndjson >jq.txt ||
    complain "the row that eats memory:" "$(jq -c "select(.row == $((every * 7)))" m.ndjson)"
told $((every * 8)) failed 1 file.missing
says err.txt "rows.csv:$((every + 1)): error: row $every: drawing this row ends its process"

# A first row that crashes, which also crashes what warms up.
printf 'name,act\na,crash\nb,nothing\nc,loop\nd,nothing\n' >first.csv
ends 1 batch trouble.json first.csv -o 'first/{{name}}.png' --plugin "$plugin" --timeout 1
says out.txt '^4 rows: 2 drawn, 2 failed'
printf 'name,act\na,loop\nb,nothing\n' >first.csv
ends 1 batch trouble.json first.csv -o 'first/{{name}}.png' --plugin "$plugin" --timeout 1 -j 1
says out.txt '^2 rows: 1 drawn, 1 failed'
exit $failed
