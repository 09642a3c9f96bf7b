#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# rows.sh SCRATCH PLUGIN: rows in each format; what a spec can take from a row.
# shellcheck source=tests/batch/common.sh
. "$(dirname "$0")/common.sh"

# The same rows in each format give the same files, read from a file or a pipe.
printf '\xef\xbb\xbfname,gdp\n"甲,县",306.80\n乙县,12\n\n丙县,\n' >rows.csv
printf '[{"name": "甲,县", "gdp": "306.80"},\n {"name": "乙县", "gdp": 12}, {"name": "丙县", "gdp": null}]' >rows.json
printf '{"name": "甲,县", "gdp": "306.80"}\n{"name": "乙县", "gdp": 12}\n\n{"name": "丙县", "gdp": null}\n' >rows.ndjson
for format in csv json ndjson; do
    ends 0 batch spec.json rows.$format -o "$format/{{name}}.png" -o "$format/{{#}}.pdf"
    says out.txt '^3 rows: 3 drawn, 0 failed'
    "$HAIBAO" batch spec.json - -o "$format-pipe/{{name}}.png" -o "$format-pipe/{{#}}.pdf" <rows.$format >out.txt ||
        complain "rows.$format from a pipe:" "$(cat out.txt)"
    same_files csv "$format"
    same_files csv "$format-pipe"
done
[ "$(find csv -type f | wc -l)" = 6 ] || complain "not six files: $(ls csv)"
pdftotext csv/1.pdf - | grep -q '306.80亿元' || complain "$(pdftotext csv/1.pdf -)"

# What else a row can bring: lists, files of data, pictures, sizes, themes, conditions; values stay typed.
mkdir -p data
printf 'label,value\n一,1\n二,2\n' >data/a.csv
printf 'label,value\n三,3\n' >data/b.csv
cp "csv/甲,县.png" data/a.png
cp "csv/乙县.png" data/b.png
cat >rich.json <<'END'
{"haibao": 1, "page": {"size": "{{page}}"}, "theme": "{{look}}",
 "data": {"table": {"csv": "data/{{file}}.csv"}, "place": "{{name}}在此"},
 "blocks": [
  {"type": "text", "text": "{{place}} {{facts.area | decimals:1}}"},
  {"type": "text", "each": "table", "text": "{{label}}={{value}} {{name}}"},
  {"type": "text", "each": "list", "text": "{{#}} {{what}}", "when": "{{height}} > 10"},
  {"type": "trouble", "picture": "data/{{file}}.png"}, {"type": "rule", "height": "{{height}}"}]}
END
cat >rich.ndjson <<'END'
{"name": "甲", "file": "a", "look": "plain", "page": "a4", "height": 20, "facts": {"area": 3}, "list": [{"what": "桥"}, {"what": "路"}]}
{"name": "乙", "file": "b", "look": "vermilion", "page": "square", "height": 8, "facts": {"area": 4.25}, "list": [{"what": "村"}]}
{"name": "丙", "file": "c", "look": "plain", "page": "square", "height": 8, "facts": {"area": 1}, "list": []}
{"name": "丁", "file": "a", "look": "plain", "page": "square", "height": "高", "facts": {"area": 1}, "list": []}
END
ends 1 batch rich.json rich.ndjson -o 'rich/{{name}}.trace' --manifest rich.manifest \
    --plugin "$plugin"
says out.txt '^4 rows: 2 drawn, 2 failed'
says err.txt "^rich.ndjson:3: error: row 3: there is no file 'data/c.csv' \[file.missing\]"
says err.txt '^rich.ndjson:4: error: row 4: .*\[option.type\]'
says rich/甲.trace '甲在此 3.0'
says rich/甲.trace '二=2 甲'
says rich/甲.trace '2 路'
says rich/乙.trace '三=3 乙'
says rich/乙.trace 'image'
grep -q '村' rich/乙.trace && complain "a condition of the row is not kept"
jq -se 'map(select(.row == 4))[0] | .errors[0].pointer == "/blocks/4/height"' rich.manifest >jq.txt ||
    complain "no pointer in the manifest:" "$(cat rich.manifest)"
jq -se 'map(select(.row == 1))[0] | .status == "ok" and (.inputs | has("./data/a.csv") and has("rich.json")) and
    (.files[0].sha256 | length) == 64 and .files[0].bytes > 100' rich.manifest >jq.txt ||
    complain "the manifest does not tell of row 1:" "$(cat rich.manifest)"
[ "$(jq -r 'select(.row == 1) | .files[0].sha256' rich.manifest)" = "$(sha256sum <rich/甲.trace | cut -d' ' -f1)" ] ||
    complain "the sha256 is another"

# Several sizes; rows that are wrong fail alone; files that are none end it before anything is drawn.
ends 0 batch spec.json rows.csv -o 'sizes/{{name}}-{{size}}.png' --size a4,phone,300x400 --limit 2
[ "$(ls sizes | wc -l)" = 6 ] || complain "not six sizes: $(ls sizes)"
ends 0 batch spec.json rows.csv -o 'own/{{name}}.png' --size '' --limit 1
[ "$(ls own)" = '甲,县.png' ] || complain "no size is not the spec's own: $(cat err.txt; ls own)"
printf 'name,gdp\n甲,1\n乙\n丙,3,4\n丁,4\n' >ragged.csv
ends 1 batch spec.json ragged.csv -o 'ragged/{{name}}.png'
says err.txt '^ragged.csv:3: error: row 2: this row has 1 cells, the header has 2 \[row.ragged\]'
says err.txt '^ragged.csv:4: error: row 3: '
[ "$(ls ragged)" = "$(printf '丁.png\n甲.png')" ] || complain "ragged: $(ls ragged)"
printf '{"name": "甲", "gdp": 1}\n{"name": }\n[1]\n{"name": "丁", "gdp": 1}' >wrong.ndjson
ends 1 batch spec.json wrong.ndjson -o 'wrong/{{name}}.png'
says err.txt '^wrong.ndjson:2: error: row 2: not JSON: .*\[row.syntax\]'
says err.txt '^wrong.ndjson:3: error: row 3: a row is an object'
# Rows that are with workers by then are drawn, but no more of them.
(echo '{"name": }' && seq 40 | jq -c '{name: "n\(.)", gdp: .}') >stop.ndjson
ends 1 batch spec.json stop.ndjson -o 'stop/{{name}}.png' --on-error stop -j 2
[ "$(ls stop | wc -l)" -le 6 ] || complain "it does not stop: $(ls stop)"
printf 'name,gdp\n甲,"1\n乙,2\n' >open.csv
ends 65 batch spec.json open.csv -o 'none/{{name}}.png'
says err.txt 'open.csv:2: a quote that opens in this row is never closed \[row.quote\]'
printf '{"name": 1}' >object.json
ends 65 batch spec.json object.json -o 'none/{{name}}.png'
printf '[{"name": 1}, {"name": 2' >cut.json
ends 65 batch spec.json cut.json -o 'none/{{name}}.png'
ends 65 batch spec.json nowhere.csv -o 'none/{{name}}.png'
ends 64 batch spec.json rows.csv -o 'none/{{name}}.gif'
ends 64 batch spec.json rows.csv
ends 64 batch spec.json rows.csv -o a.png --shard 4/3
ends 64 batch spec.json rows.csv -o a.png --resume
[ -z "$(find none -type f 2>/dev/null)" ] || complain "something was drawn for nothing"
printf '[]' >empty.json
ends 0 batch spec.json empty.json -o 'none/{{name}}.png'

# Reports are quiet in a pipe, and JSON where asked.
ends 0 batch spec.json rows.csv -o 'quiet/{{name}}.png' --quiet
[ ! -s out.txt ] && [ ! -s err.txt ] || complain "not quiet:" "$(cat out.txt err.txt)"
ends 0 batch spec.json rows.csv -o 'quiet/{{name}}.png' --progress=json
jq -se 'last | .total == 3 and .drawn == 3' err.txt >jq.txt || complain "progress:" "$(cat err.txt)"

# A million rows (fewer where memory is watched) take hardly more memory than ten.
many=1000000
[ "$sanitized" = 0 ] || many=2000
awk -v many=$many 'BEGIN { print "name,gdp"; for (i = 1; i <= many; i++) printf "n%d,%d\n", i, i }' >many.csv
"$BENCH" 1 ten "$HAIBAO" batch spec.json rows.csv -o 'many/{{name}}.png' -j 1 | tee many.txt
"$BENCH" 1 many "$HAIBAO" batch spec.json many.csv -o 'many/{{name}}.png' -j 1 --shard 1/$many | tee -a many.txt
[ "$(find many -name 'n*.png')" = many/n1.png ] || complain "many: $(ls many | head)"
[ "$sanitized" = 1 ] || awk '{ peak[NR] = $NF } END { exit !(peak[2] < peak[1] + 40) }' many.txt ||
    complain "memory grows with the rows:" "$(cat many.txt)"
exit $failed
