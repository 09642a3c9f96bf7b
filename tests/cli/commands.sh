#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# commands.sh SCRATCH: each command does what its help says.
# shellcheck source=common.sh disable=SC1091
. "$(dirname "$0")/common.sh"

ends 0 --help
cp out help
for command in render check list describe schema themes fonts typeset check-plugin new-plugin; do
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
    # It is looked for by the type that a spec names.
    says list "^$(basename "$plugin" .so) "
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
# So can placeholders: each line shows what the filter gives.
ends 0 describe placeholders
says out '^  scale:亿 +306800000000 +3068亿 +In 万'
ends 0 describe placeholders --lang zh
says out '^  money +10203\.04 +壹万零贰佰零叁元零肆分 +大写金额$'
# And what texts can hold.
ends 0 describe markup
says out '^  \{bold\|重点\} +Bold'
ends 0 describe markup --lang zh
says out '^  \{dots\|必须\}完成 +着重号$'
# And the steps of tables, each with its options.
ends 0 describe data
says out '^\{"sort": \["region", "-gdp"\]\}$'
says out '^  lag +whole number 1…10000 +1 +'
ends 0 describe data --lang zh
says out '^  within +列名 +在这些列相同的行之间$'
ends 0 schema
jq -e '."$schema" | test("2020-12")' out >/dev/null || complain "the schema names no draft"
jq -e '."$defs"."-step-group".properties.sum' out >/dev/null || complain "the schema has no steps"

ends 0 schema theme
jq -e '.properties.colours.properties | has("primary") and has("categorical.8")' out >/dev/null ||
    complain "the schema of themes names no colours"

ends 0 themes
says out '^plain '
# All of them on a sheet, and a user's own beside one of them.
ends 0 themes -o themes.png
[ -s themes.png ] || complain "there is no sheet of themes"
printf '{"haibao_theme": 1, "extends": "plain", "colours": {"primary": "#0b5394"}}' >own.json
ends 0 themes plain own.json -o own.pdf
[ -s own.pdf ] || complain "there is no sheet with a theme of one's own"
ends 65 themes no-such-theme -o none.png
# A theme's file is named from here on the command line, and from its own folder in a spec.
mkdir -p elsewhere
cp good.json elsewhere/
ends 0 render elsewhere/good.json --theme own.json -o own.png
ends 0 batch elsewhere/good.json - --theme own.json -o 'own-{{#}}.png' <<<'{}'
cmp own.png own-1.png || complain "a batch takes another theme than a single poster"
ends 65 render elsewhere/good.json --set /theme=own.json -o none.png
ends 0 render elsewhere/good.json --set /theme=../own.json -o own-too.png
cmp own.png own-too.png || complain "the spec's theme is another than the command line's"
ends 64 themes -o themes.txt
ends 0 fonts
says out 'sans'

ends 0 render good.json -o a.svg -o a.trace -o small.png --compress small
for file in a.svg a.trace small.png; do
    [ -s $file ] || complain "$file is not there"
done
ends 0 check good.json

# typeset: what was read is what is told; bytes that are no text are told of, and set as U+FFFD.
ends 0 typeset --width 4 <<<'推进5G,完成'
jq -e '.normalised == "推进5G，完成\n" and .missing == 0 and .middle_em == 0.38 and
    ([.lines[].text] == ["推进5G，", "完成"]) and .lines[0].width_em <= 4 and
    ([.lines[].clusters[].source] == [[0,3],[3,6],[6,7],[7,8],[8,9],[9,12],[12,15]])' \
    out >/dev/null || complain "typeset tells something else:" "$(cat out)"
ends 0 typeset </dev/null
jq -e '.normalised == "" and .lines == []' out >/dev/null || complain "nothing gives $(cat out)"
ends 0 typeset <<<$'a\xff中'
says err '1:2: warning: .*\[text\.utf8\]'
jq -e '.normalised == "a\ufffd中\n"' out >/dev/null || complain "a wrong byte gives $(cat out)"
printf 'a\0b' >nul
ends 0 typeset <nul
jq -e '.lines[0].clusters[1].source == [2, 3]' out >/dev/null || complain "NUL gives $(cat out)"
exit $failed
