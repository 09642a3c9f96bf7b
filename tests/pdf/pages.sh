#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# pages.sh SOURCE OUT: a poster over several A4 pages to be printed: boxes, crop marks and bleed, text
# that runs on from page to page, and the pictures of the first and the last page.
# With HAIBAO_UPDATE=1 these become what is expected.
set -eu
source=$1 out=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rm -rf "$out"
mkdir -p "$out"
failed=0

complain() {
    printf '%s\n' "$*"
    failed=1
}

draw() { # FILE ARGUMENT...
    local file=$1
    shift
    "$HAIBAO" render "$source/specs/huiji-2021.json" -q --size a4 --set /page/fit=pages \
        --set /page/numbers=total -o "$out/$file" "$@"
}

draw print.pdf --set /page/bleed_mm=3 --set /page/crop_marks=true
result=$(qpdf --check "$out/print.pdf" 2>&1) || complain "qpdf: $result"
count=$(pdfinfo "$out/print.pdf" | sed -n 's/^Pages: *//p')
[ "$count" = 3 ] || complain "$count pages, not 3"

# A4 is 595.276 x 841.890 pt; 3 mm are 8.504 pt, the marks take 17 pt beyond these.
boxes=$(pdfinfo -box -l 9 "$out/print.pdf" | sed -nE 's/^Page +[0-9]+ (MediaBox|BleedBox|TrimBox): +/\1 /p' |
    tr -s ' ' | sort | uniq -c | sed 's/^ *//')
expected="3 BleedBox 17.00 17.00 629.28 875.90
3 MediaBox 0.00 0.00 646.28 892.90
3 TrimBox 25.50 25.50 620.78 867.39"
[ "$boxes" = "$expected" ] || complain "the boxes are" "$boxes"

# Bleed without marks, and neither.
draw bleed.pdf --set /page/bleed_mm=3
pdfinfo -box "$out/bleed.pdf" | grep -qE 'TrimBox: +8\.50 +8\.50 +603\.78 +850\.39' ||
    complain "bleed alone: $(pdfinfo -box "$out/bleed.pdf" | grep Box)"
draw plain.pdf
pdfinfo -box "$out/plain.pdf" | grep -qE 'TrimBox: +0\.00 +0\.00 +595\.28 +841\.89' ||
    complain "boxes where none were asked for"

# The same text, once each, whatever lies beyond the edges; the parts in their order.
for file in print bleed plain; do
    pdftotext -raw "$out/$file.pdf" - | tr -d '[:space:]' >"$out/$file.txt"
done
cmp "$out/print.txt" "$out/plain.txt" || complain "the bleed has text of its own"
cmp "$out/bleed.txt" "$out/plain.txt" || complain "the bleed has text of its own"
[ "$(grep -o '资料来源' "$out/print.txt" | wc -l)" = 1 ] || complain "not one footer"
for number in 1 2; do
    pdftotext -f $number -l $number "$out/print.pdf" - | tr -d " " | grep -qx "$number/3" ||
        complain "page $number has no number"
done

# Fonts are cut once for all pages.
[ "$(pdffonts "$out/plain.pdf" | tail -n +3 | awk '{ print $1 }' | sort | uniq -d | wc -l)" = 0 ] ||
    complain "a font is there twice: $(pdffonts "$out/plain.pdf")"

# An outline entry leads to its page.
qpdf --json --json-key=outlines "$out/print.pdf" |
    jq -e '[.. | .destpageposfrom1? // empty] | max > 1' >/dev/null ||
    complain "all of the outline leads to the first page"

for number in 1 3; do
    pdftoppm -r 60 -f $number -l $number -png -singlefile "$out/print.pdf" "$out/page-$number"
    if [ "${HAIBAO_UPDATE:-}" = 1 ]; then
        cp "$out/page-$number.png" "$here/page-$number.png"
        continue
    fi
    "$GOLDEN_PICTURE" compare "$here/page-$number.png" "$out/page-$number.png" \
        "$out/page-$number-beside.png" || complain "page $number differs: $out/page-$number-beside.png"
done
exit $failed
