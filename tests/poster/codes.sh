#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# codes.sh SOURCE OUT: the QR codes on the posters can be read from the picture, and say what the
# spec says. Only the blocks that hold one are drawn, as the reader does not take pictures that are
# higher than a screen by far.
set -eu
source=$1 out=$2
rm -rf "$out"
mkdir -p "$out"
cp -r "$source/specs" "$out"
count=0
for spec in "$source"/specs/*.json; do
    name=$(basename "$spec" .json)
    wanted=$(jq -r '.. | objects | .qr? // empty | strings' "$spec")
    [ -n "$wanted" ] || continue
    jq '.blocks |= [.. | objects | select(has("qr") and has("type"))]' "$spec" >"$out/specs/$name.json"
    "$HAIBAO" render "$out/specs/$name.json" -o "$out/$name.png"
    read=$(zbarimg --quiet --raw "$out/$name.png")
    if [ "$read" != "$wanted" ]; then
        echo "$name: read '$read', expected '$wanted'"
        exit 1
    fi
    count=$((count + 1))
done
echo "$count codes read"
[ $count -gt 0 ]
