#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# vertical-text.sh SOURCE OUT: columns give their text back as it was written, from the first on the right to
# the last; to Poppler, which reads /ActualText, and to MuPDF, which reads each glyph's own character.
set -eu
source=$1 out=$2
mkdir -p "$out"
failed=0
for family in sans serif kai; do
    jq --arg family "$family" '.type.body.family = $family' "$source/specs/themes/plain.json" >"$out/theme.json"
    text='“合格答卷”：2022年12月5日，增长3.1%——“好”……（第30届）GDP与Linux 系统，共120天；是吗？'
    jq -n --arg text "$text" '{haibao: 1, theme: "theme.json", page: {size: [600, 0]}, blocks: [
        {type: "text", direction: "vertical", column_height: 300, text: $text},
        {type: "text", text: $text}]}' >"$out/spec.json"
    "$HAIBAO" render "$out/spec.json" -o "$out/columns.pdf" >/dev/null
    wanted=$(tr -d '[:space:]' <<<"$text$text")
    poppler=$(pdftotext -raw "$out/columns.pdf" - | tr -d '[:space:]\f')
    mupdf=$(mutool draw -q -F txt "$out/columns.pdf" 2>/dev/null | tr -d '[:space:]\f')
    for found in "$poppler" "$mupdf"; do
        [ "$found" = "$wanted" ] && continue
        printf '%s: expected %s\nfound    %s\n' "$family" "$wanted" "$found"
        failed=1
    done
done
exit $failed
