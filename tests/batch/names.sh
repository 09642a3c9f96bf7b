#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# names.sh SCRATCH PLUGIN: what rows make of the names of files stays in its folder, and no two rows
# get the same.
# shellcheck source=tests/batch/common.sh
. "$(dirname "$0")/common.sh"

long=$(printf '长%.0s' $(seq 300))
jq -nc --arg long "$long" '
    ("../../etc/x", "/etc/passwd", "a/b", "..", ".hidden", "c\\d", "con:x", "a\tb\nc", "x\u202ey",
     $long, $long + "1", "  ", null, "", 1.5, "-rf", "$(touch x)", "ok")
    | {name: ., gdp: 1}' >rows.ndjson
ends 1 batch spec.json rows.ndjson -o 'out/{{name}}.png' --manifest m.ndjson
says out.txt '^18 rows: 15 drawn, 3 failed'
says err.txt 'row 12: .*\[name.empty\]'
says err.txt 'hint: name a field that each row has'
find . -newer spec.json -name '*.png' ! -path './out/*' | grep . && complain "a name left its folder"
find out -mindepth 2 | grep . && complain "a row made a folder"
find out -name '.*' -type f | grep . && complain "a hidden file"
for name in '___.._etc_x' '_etc_passwd' 'a_b' 'c_d' '__' '_hidden' 'con_x' 'a_b_c' 'x_y' '1.5' '-rf' \
    '$(touch x)' 'ok'; do
    [ -f "out/$name.png" ] || complain "there is no out/$name.png" "$(ls out)"
done
find out -name '长*' | awk '{ if (length($0) > 250) exit 1 } END { if (NR != 2) exit 1 }' ||
    complain "long names:" "$(find out -name '长*')"

# \0 is no JSON text here; GBK is told.
printf '{"name": "a\\u0000b", "gdp": 1}\n{"name": "ok", "gdp": 1}\n' >nul.ndjson
ends 1 batch spec.json nul.ndjson -o 'nul/{{name}}.png'
says err.txt 'nul.ndjson:1: error: row 1: not JSON'
printf 'name,gdp\n\xbb\xdd\xbc\xc3,1\nok,2\n' >gbk.csv
ends 1 batch spec.json gbk.csv -o 'gbk/{{name}}.png'
says err.txt "gbk.csv:2: error: row 1: the cell of 'name' is not UTF-8 \[row.encoding\]"

# Two rows with one name, after cleaning too; one row twice; folders by row.
printf 'name,gdp\na/b,1\nc,2\na:b,3\nc,4\n' >clash.csv
ends 65 batch spec.json clash.csv -o 'clash/{{name}}.png'
says err.txt "rows 1 and 3 would both write 'clash/a_b.png' \[name.clash\]"
says err.txt "rows 2 and 4 would both write 'clash/c.png' \[name.clash\]"
[ -z "$(ls clash 2>/dev/null)" ] || complain "drawn in spite of a clash"
ends 65 batch spec.json clash.csv -o 'clash/{{#}}.png' --size a4,a5
says err.txt "row 1 would write 'clash/1.png' twice"
says err.txt '{{size}}'
ends 0 batch spec.json clash.csv -o 'clash/{{gdp}}/{{name}}.png' -o 'clash/{{#}}.png'
[ "$(find clash -type f | wc -l)" = 8 ] || complain "folders by row: $(find clash)"
ends 65 batch spec.json clash.csv -o 'clash/{{nmae}}.png'
says err.txt "did you mean 'name'"
exit $failed
