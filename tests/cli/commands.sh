#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# commands.sh SCRATCH: each command does what its help says.
# shellcheck source=common.sh disable=SC1091
. "$(dirname "$0")/common.sh"

ends 0 --help
cp out help
for command in render check list describe schema themes fonts check-plugin new-plugin; do
    says help "^  $command "
    ends 0 "$command" --help
    says out "haibao $command"
done
ends 0 --version
says out '^haibao [0-9.]+ \(plugin interface [0-9]+\.[0-9]+\)$'

# Every plugin beside the program is listed, and can be described in both languages.
ends 0 list
cp out list
for plugin in "$plugins"/*.so; do
    says list "$(basename "$plugin")\$"
done
cut -d ' ' -f 1 list >types
LC_ALL=C sort -c types || complain "the list is not sorted"
while read -r type; do
    ends 0 describe "$type"
    says out "$type"
    ends 0 describe "$type" --lang zh
    ends 0 schema "$type"
    jq -e . out >/dev/null || complain "the schema of $type is no JSON"
done <types
ends 0 schema
jq -e '."$schema" | test("2020-12")' out >/dev/null || complain "the schema names no draft"

ends 0 themes
says out '^plain '
ends 0 fonts
says out 'sans'

ends 0 render good.json -o a.svg -o a.trace -o small.png --compress small
for file in a.svg a.trace small.png; do
    [ -s $file ] || complain "$file is not there"
done
ends 0 check good.json
exit $failed
