#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# sizes.sh SOURCE OUT: the poster of the front page is a sheet for the wall too: on a wide one it runs
# in columns and fits at a size that can be read; on a small one it takes pages, and
# these are filled.
set -eu
source=$1 out=$2
rm -rf "$out"
mkdir -p "$out"
"$HAIBAO" render "$source/specs/huiji-2021.json" --size a3 -o "$out/a3.pdf" -o "$out/a3.png"
"$HAIBAO" render "$source/specs/huiji-2021.json" --size a1 -o "$out/a1.pdf"
"$HAIBAO" render "$source/specs/huiji-2021.json" --size a4 --set /page/fit=pages -o "$out/a4.pdf"
[ "$(pdfinfo "$out/a3.pdf" | sed -n 's/^Pages: *//p')" = 1 ]
# Three full pages, where four would end half empty.
[ "$(pdfinfo "$out/a4.pdf" | sed -n 's/^Pages: *//p')" = 3 ]
