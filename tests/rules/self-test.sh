#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# self-test.sh: each rule passes a small good tree and fails with each of these faults planted.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
planted=0
failed=0

# A file with a licence line and the given ones.
source_file() { # PATH LINE...
    mkdir -p "$folder/$(dirname "$1")"
    printf '%s\n' '// SPDX-License-Identifier: MIT' "${@:2}" >"$folder/$1"
}

good_tree() {
    rm -rf "${folder:?}"/*
    cp "$here/../../.clang-format" "$folder"
    source_file core/base/report.h 'struct report;'
    source_file core/base/report.c '#include "base/report.h"' '#include <stdio.h>'
    source_file core/draw/canvas.c '#include "base/report.h"' '#include "record.h"' \
        '// Lays text in a row; timelines are none.' 'static const char *word = "texts";'
    source_file core/include/haibao/a.h '#include <haibao/b.h>' '#include <stdint.h>'
    source_file core/cmake/Build.cmake
    source_file plugins/timeline/timeline.c '#include "chart-kit/axis.h"' '#include "scale.h"' \
        '#include <haibao/a.h>'
    source_file plugins/timeline/scale.h
    source_file plugins/timeline/CMakeLists.txt
    source_file plugins/text/CMakeLists.txt
    source_file plugins/text/text.c 'static const visual spacer = {.type = "spacer"};'
    source_file plugins/chart-kit/axis.h
    source_file plugins/chart-kit/CMakeLists.txt
    source_file tests/a.c
    source_file CMakeLists.txt
    source_file run '    fonts-one fonts-two'
    mkdir -p "$folder/fonts"
    echo '{"faces": [{"package": "fonts-one"}, {"package": "fonts-two"}]}' >"$folder/fonts/fonts.json"
}

passes() { # RULE
    local output status=0
    good_tree
    output=$("$here/$1.sh" "$folder" 2>&1) || status=$?
    if [ $status != 0 ] && [ $status != 77 ]; then
        printf '%s.sh fails a good tree: %s\n' "$1" "$output"
        failed=1
    fi
}

# The fault has just been planted: the rule must fail, and name where.
fails() { # RULE PLACE
    local output status=0
    planted=$((planted + 1))
    output=$("$here/$1.sh" "$folder" 2>&1) || status=$?
    if [ $status = 0 ] || [[ $status != 77 && $output != *"$2"* ]]; then
        printf '%s.sh does not find the fault in %s; it says: %s\n' "$1" "$2" "$output"
        failed=1
    fi
    good_tree
}

for rule in layers names files format packages; do
    passes $rule
done

good_tree
source_file core/base/file.c '#include "spec/json.h"' && fails layers core/base/file.c:2
source_file core/text/font.c '#  include "draw/canvas.h"' && fails layers core/text/font.c:2
source_file core/base/deep/file.c '#include "cli/main.h"' && fails layers core/base/deep/file.c:2
source_file core/out/png.c '#include "nowhere/a.h"' && fails layers core/out/png.c:2
source_file core/extra/a.c && fails layers core/extra
source_file core/include/haibao/c.h '#include <cairo.h>' && fails layers haibao/c.h:2
source_file core/include/haibao/c.h '#include "base/report.h"' && fails layers haibao/c.h:2
source_file plugins/text/inside.c '#include "base/report.h"' && fails layers plugins/text/inside.c:2

source_file core/base/a.c '// as the timeline does' && fails names core/base/a.c:2
source_file core/base/a.c 'static int timeline_count;' && fails names core/base/a.c:2
source_file core/cli/a.h 'is(type, "text")' && fails names core/cli/a.h:2
source_file core/cli/a.h 'is(type, "spacer")' && fails names core/cli/a.h:2
rm -rf "$folder/plugins" && mkdir "$folder/plugins" && fails names 'no type'

source_file notes.txt && fails files notes.txt
mkdir "$folder/docs" && fails files docs
{ cat "$folder/tests/a.c" && seq -f '// %g' 600; } >"$folder/tests/b.c" && fails files tests/b.c
source_file plugins/slope/slope.c && seq -f '// %g' 150 >>"$folder/plugins/slope/slope.c" &&
    fails files plugins/slope/slope.c
echo 'int a;' >"$folder/core/base/a.c" && fails files core/base/a.c
echo '#' >"$folder/run" && fails files run

source_file core/base/a.c 'int   a ;' && fails format core/base/a.c
source_file plugins/text/b.h 'void f (void) { }' && fails format plugins/text/b.h

source_file run '    fonts-one fonts-two-extra' && fails packages fonts-two

[ $failed = 0 ] && echo "$planted planted faults found"
exit $failed
