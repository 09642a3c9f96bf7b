#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# gallery.sh ROOT: writes specs/gallery.json to the standard output: the examples of all plugins on
# a few large pages, each under the title that $HAIBAO lists for it. What an example says is said in the
# plugin's folder and nowhere else; "./run gallery" makes the page anew. A line for each plugin. The
# pictures that examples show are looked for in specs/gallery, where "./run gallery" copies them.
set -eu
cd "$1"
shopt -s nullglob
pictures=$(for file in plugins/*/*.svg; do printf '%s\n' "${file##*/}"; done)
exec jq -nr --arg pictures "$pictures" --arg titles "$(HAIBAO_PLUGIN_PATH='' "$HAIBAO" list)" '
    # {"bar": "条形图"} of the lines "bar  条形图  1.0.0  …"
    ($titles | split("\n") | map([splits(" +")] | select(length > 1) | {key: .[0], value: .[1]}) |
        from_entries) as $title |
    [inputs | {path: (input_filename | split("/")[1:]), value: .}] as $files |
    # What examples read from files beside them stands in place, as the page is in another folder.
    (reduce ($files[] | select(.path[1] == "data")) as $file ({};
        .[($file.path[1:] | join("/"))] = $file.value) +
        ($pictures | split("\n") | map({key: ., value: "gallery/\(.)"}) | from_entries)) as $beside |
    [$files[] | select(.path[1] == "example.json") |
        {name: .path[0], example: (.value | walk(if type == "string" then $beside[.] // . else . end))}]
        as $plugins |
    # All data of a page are in one place.
    (reduce $plugins[] as $plugin ({};
        reduce ($plugin.example.data // {} | to_entries[]) as $entry (.;
            if has($entry.key) and .[$entry.key] != $entry.value then
                error("plugins/\($plugin.name)/example.json: another example has other data of the name \($entry.key | tojson)")
            else .[$entry.key] = $entry.value end))) as $data |
    [$plugins[] | {type: "card", style: "plain", inset: 0, children: [
        {type: "section", style: "hairline", title: ($title[.name] // .name), subtitle: .name},
        .example.blocks[]]}] as $examples |
    ([$plugins[].example.words // empty | splits(" +")] | unique | join(" ")) as $words |
    "{",
    "  \"haibao\": 1,",
    "  \"title\": \"图形总览\",",
    "  \"page\": {\"size\": [2400, 16000], \"margin\": 72, \"fit\": \"pages\"},",
    "  \"theme\": \"vermilion\",",
    "  \"words\": \($words | tojson),",
    "  \"data\": \($data | tojson),",
    "  \"blocks\": [",
    "    \({type: "masthead", title: "图形总览", subtitle: "每个插件的示例", badge: "海报"} | tojson),",
    "    {\"type\": \"columns\", \"columns\": 3, \"gap\": 48, \"space\": 64, \"children\": [",
    ($examples[:-1][] | "      \(tojson),"),
    "      \($examples[-1] | tojson)",
    "    ]}",
    "  ]",
    "}"' plugins/*/example.json plugins/*/data/*.json
