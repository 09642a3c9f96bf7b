#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# gradient-text.sh SOURCE OUT: a title in a gradient is letters in a PDF, too. Poppler once painted it as a
# box: most of the title's place was bright then; letters cover less than half of it.
set -eu
source=$1 out=$2
mkdir -p "$out"
"$HAIBAO" render "$source/plugins/masthead/example.json" -o "$out/masthead.pdf" >/dev/null
pdftoppm -gray -r 72 -x 150 -y 150 -W 400 -H 200 -singlefile "$out/masthead.pdf" "$out/masthead"
read -r bright all < <(tail -c 80000 "$out/masthead.pgm" | od -An -v -tu1 -w1 |
    awk '$1 > 200 {bright++} END {print bright + 0, NR}')
if [ "$all" -ne 80000 ] || [ "$bright" -lt 8000 ] || [ "$bright" -gt 48000 ]; then
    echo "of $all pixels $bright are bright, expected 8000 to 48000 of 80000"
    exit 1
fi
