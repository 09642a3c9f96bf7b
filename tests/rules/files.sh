#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# files.sh ROOT: sources have at most 600 lines and say their licence; the chart that shows how short
# a chart is stays short; the top level holds only what the plan of the house allows.
set -eu
cd "$1"
max_lines=600
shown=plugins/slope/slope.c max_shown=150
allowed=" core plugins fonts specs tests CMakeLists.txt CMakePresets.json README.md LICENSE run "
failed=0

complain() {
    printf '%s: %s\n' "$1" "$2"
    failed=1
}

for entry in *; do
    [[ $allowed == *" $entry "* || $entry == build ]] ||
        complain "$entry" "does not belong at the top level"
done

[ ! -f $shown ] || [ "$(wc -l <$shown)" -le $max_shown ] ||
    complain $shown "at most $max_shown lines, as an example: let the kit do more"

find core plugins fonts specs tests run CMakeLists.txt .ci -type f ! -name '*.json.in' \
    \( -name '*.[ch]' -o -name '*.sh' -o -name '*.cmake' -o -name '*.in' -o \
    -name CMakeLists.txt -o -name run -o -name '*.awk' -o -name '*.py' \) 2>/dev/null |
    LC_ALL=C sort | xargs -d '\n' awk -v max=$max_lines '
        FNR <= 3 && /SPDX-License-Identifier: MIT/ { is_licensed[FILENAME] = 1 }
        { lines[FILENAME] = FNR }
        END {
            for (i = 1; i < ARGC; i++) {
                if (lines[ARGV[i]] > max) {
                    printf "%s: %d lines; at most %d: divide it\n", ARGV[i], lines[ARGV[i]], max
                    failed = 1
                }
                if (!is_licensed[ARGV[i]]) {
                    printf "%s: the first lines lack \"SPDX-License-Identifier: MIT\"\n", ARGV[i]
                    failed = 1
                }
            }
            exit failed
        }' || failed=1
exit $failed
