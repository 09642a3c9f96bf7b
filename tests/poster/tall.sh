#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# tall.sh SOURCE OUT: a picture far taller than cairo's surfaces can be (32767), in memory that does
# not grow with it.
set -eu
out=$2
max_mb=64
rm -rf "$out"
mkdir -p "$out"

page() { # HEIGHT: a sheet with something to see from its top to its bottom
    jq -n --argjson height "$1" '{haibao: 1, title: "高", theme: "plain",
        page: {size: [1080, $height]},
        blocks: ([range(($height - 1000) / 1500 | floor) as $i |
            {type: "text", text: "第\($i)段"}, {type: "rule", height: 1300, style: "line"}])}' >"$out/$1.json"
}

# PNG: bytes 16 to 23 are width and height.
size() {
    od -An -j16 -N8 -tu1 "$1" | awk '{print $3 * 256 + $4, $7 * 256 + $8}'
}

for height in 3000 60000; do
    page "$height"
    "$BENCH" 1 "$height" "$HAIBAO" render --quiet "$out/$height.json" -o "$out/$height.png" |
        tee "$out/$height.cost"
    [ "$(size "$out/$height.png")" = "1080 $height" ] || {
        echo "the picture is $(size "$out/$height.png"), not 1080 $height"
        exit 1
    }
done
[ "${HAIBAO_SANITIZED:-}" = 1 ] ||
    awk -v max=$max_mb '{peak[NR] = $NF} END {
        if (peak[2] > max || peak[2] > peak[1] + 8) {
            print "the tall one took " peak[2] " MB, the other " peak[1] " MB"
            exit 1
        }
    }' "$out/3000.cost" "$out/60000.cost"
