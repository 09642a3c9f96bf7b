#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# gallery.sh SOURCE OUT: specs/gallery.json shows the examples of all plugins as they are now, and is
# drawn in every theme, on a phone's width too.
set -eu
source=$1 out=$2
rm -rf "$out"
mkdir -p "$out"
"$source/specs/gallery.sh" "$source" >"$out/gallery.json"
diff -u "$source/specs/gallery.json" "$out/gallery.json" || {
    echo 'specs/gallery.json is not what the examples of the plugins say now: make it by ./run gallery'
    exit 1
}
cp -r "$source/specs/gallery" "$out"
for picture in "$source"/plugins/*/*.svg; do
    cmp "$picture" "$out/gallery/$(basename "$picture")"
done
# In parts, as all of it on a phone's width is higher than a picture can be. Sanitizers are slow, and
# what themes differ in is mostly numbers.
parts=6 sizes='1080x0 360x0' themes=$(cd "$source/specs/themes" && printf '%s\n' *.json)
[ "${HAIBAO_SANITIZED:-0}" = 0 ] || { sizes=360x0 && themes=tech-blue.json; }
for part in $(seq $parts); do
    jq --argjson part "$part" --argjson parts $parts '.page = {size: "long"} | .blocks |= (.[1].children |
        (length / $parts | ceil) as $count | .[($part - 1) * $count : $part * $count])' \
        "$out/gallery.json" >"$out/part-$part.json"
    for theme in $themes; do
        for size in $sizes; do
            said=$("$HAIBAO" render "$out/part-$part.json" --theme "${theme%.json}" \
                --size "$size" -o "$out/part.png" 2>&1) || {
                printf '%s at %s:\n%s\n' "$theme" "$size" "$said"
                exit 1
            }
        done
    done
done
# Where there is room, nothing is left out.
said=$("$HAIBAO" render "$out/gallery.json" -o "$out/gallery.png" 2>&1)
! grep warning <<<"$said" || exit 1
# A plugin that is new is in it, and two that call different data by one name are told of.
mkdir -p "$out/tree/plugins/"{one,two}
for name in one two; do
    jq --arg name $name '.data = {rows: [{name: $name}]}' "$source/plugins/bar/example.json" \
        >"$out/tree/plugins/$name/example.json"
done
if "$source/specs/gallery.sh" "$out/tree" >"$out/tree.json" 2>"$out/said"; then
    echo 'two tables of one name are taken for one'
    exit 1
fi
grep -q "two/example.json.*"rows"" "$out/said"
rm -r "$out/tree/plugins/two"
"$source/specs/gallery.sh" "$out/tree" | jq -e '[.. | objects | .subtitle?] | index("one")' >/dev/null
