#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# snippets.sh SOURCE BUILD CC: what README.md shows is true. Its plugin compiles without a warning, keeps the
# contract and is as short as it says; its spec draws the picture beside it.
set -eu
source=$1 build=$2 cc=$3
haibao=$build/bin/haibao
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# snippet LANGUAGE: the first block of that language.
snippet() {
    sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$source/README.md" | sed '1d;$d' |
        sed '/^```$/,$d'
}

snippet c >"$work/meter.c"
lines=$(wc -l <"$work/meter.c")
[ "$lines" -gt 20 ] && [ "$lines" -le 60 ] || {
    echo "README.md: its plugin has $lines lines"
    exit 1
}
"$cc" -std=c11 -Wall -Wextra -Werror -fPIC -fvisibility=hidden -shared \
    -I"$source/core/include" "$work/meter.c" -o "$work/meter.so" -L"$build/lib" -lhaibao

snippet json >"$work/spec.json"
cat >"$work/own.json" <<'END'
{"haibao": 1, "page": {"size": [600, 0]}, "blocks": [
  {"type": "meter", "label": "滩区退渔还湿", "value": 62}]}
END
HAIBAO_PLUGIN_PATH=$work "$haibao" render "$work/own.json" -o "$work/own.trace"
grep -q '滩区退渔还湿 62%' "$work/own.trace"

"$haibao" render "$work/spec.json" -o "$work/shown.trace"
"$haibao" render "$source/plugins/bar/example.json" -o "$work/bar.trace"
cmp "$work/shown.trace" "$work/bar.trace" # of which tests/golden/bar.png is the picture
