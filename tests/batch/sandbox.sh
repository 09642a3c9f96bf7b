#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# sandbox.sh SCRATCH PLUGIN: a worker can draw, and nothing else.
# shellcheck source=tests/batch/common.sh
. "$(dirname "$0")/common.sh"

printf 'name,act\na,calls\nb,nothing\n' >rows.csv
echo secret >../secret
ends 0 batch trouble.json rows.csv -o 'out/{{name}}.png' --plugin "$plugin"
if grep -q 'sandbox.kernel' err.txt; then
    ends 69 batch trouble.json rows.csv -o 'out/{{name}}.png' --plugin "$plugin" --sandbox require
    echo "this kernel has no Landlock: files are not tried"
else
    printf 'name,act\nc,files\nd,nothing\n' >files.csv
    ends 0 batch trouble.json files.csv -o 'out/{{name}}.png' --plugin "$plugin" --sandbox require
    [ ! -e planted ] || complain "a worker wrote outside of its folder"
fi
rm -f ../secret

# Without it the same acts do succeed, so that the above proves something.
ends 1 batch trouble.json rows.csv -o 'off/{{name}}.png' --plugin "$plugin" --sandbox off
says err.txt 'exit status 3'

# Plugins, librsvg and fonts that a later row is the first to need are opened from within.
cat >late.json <<'END'
{"haibao": 1, "page": {"size": [400, 0]}, "theme": "plain", "blocks": [
  {"type": "text", "text": "第{{n}}行"},
  {"type": "bar", "when": "{{n}} == 2", "rows": [["label", "value"], ["甲", 1], ["乙", 2]]},
  {"type": "photo", "when": "{{n}} == 3", "image": "late.svg"},
  {"type": "text", "when": "{{n}} == 4", "text": "🎉"}]}
END
echo '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><circle cx="40" cy="30" r="20"/></svg>' >late.svg
printf 'n\n1\n2\n3\n4\n' >late.csv
ends 0 batch late.json late.csv -o 'late/{{n}}.png' -j 1
says out.txt '^4 rows: 4 drawn'
[ "$(stat -c %s late/3.png)" -gt "$(stat -c %s late/1.png)" ] || complain "the picture was not drawn"

# Files that rows name lie beside the spec, or are allowed.
mkdir -p below elsewhere
cp trouble.json below/
printf 'name,value\nx,1\n' >elsewhere/t.csv
jq '.data = {t: {csv: "{{file}}"}}' trouble.json >below/data.json
printf 'name,act,file\na,nothing,../elsewhere/t.csv\nb,nothing,/etc/passwd\n' >paths.csv
ends 1 batch below/data.json paths.csv -o 'out2/{{name}}.png' --plugin "$plugin"
says err.txt 'row 1: .*\[file.outside\]'
says err.txt 'row 2: .*\[file'
ends 1 batch below/data.json paths.csv -o 'out2/{{name}}.png' --plugin "$plugin" --allow-path elsewhere
says out.txt '^2 rows: 1 drawn, 1 failed'
exit $failed
