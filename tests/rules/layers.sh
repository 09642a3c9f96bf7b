#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# layers.sh ROOT: a room of the core includes only itself and the rooms before it; the SDK only
# itself; a plugin only the SDK, its own files and what the kits of plugins share.
set -eu
cd "$1"
rooms="base spec data style text draw layout plugin out batch cli"
failed=0

complain() {
    printf '%s: %s\n' "$1" "$2"
    failed=1
}

# Lines "FILE:NUMBER include" for the quoted includes, or with < for the others, of some files.
includes() { # OPENING CLOSING FILE...
    local opening=$1 closing=$2
    shift 2
    [ $# -gt 0 ] || return 0
    sed -s -n "/^[ \t]*# *include *$opening/{s/.*include *$opening\([^$closing]*\)$closing.*/\1/;F;=;p}" \
        "$@" | paste -d ' ' - - -
}

files() { # FOLDER
    [ ! -d "$1" ] || find "$1" -name '*.[ch]' | LC_ALL=C sort
}

known=" "
for room in $rooms; do
    known+="$room "
    mapfile -t sources < <(files "core/$room")
    while read -r file line name; do
        case $name in
        */*) ;;
        *) continue ;; # a file of the same folder
        esac
        [[ $known == *" ${name%%/*} "* ]] ||
            complain "$file:$line" "$room may not include $name: ${name%%/*} comes after it, or is none"
    done < <(includes '"' '"' "${sources[@]}")
done

for room in core/*/; do
    room=$(basename "$room")
    [[ " $rooms include cmake " == *" $room "* ]] ||
        complain "core/$room" "not a room of the plan: add it to $0 in its place"
done

mapfile -t sources < <(files core/include)
while read -r file line name; do
    complain "$file:$line" "a header of the SDK includes the SDK as <haibao/...>, not \"$name\""
done < <(includes '"' '"' "${sources[@]}")
while read -r file line name; do
    case $name in
    haibao/* | stdbool.h | stddef.h | stdint.h) ;;
    *) complain "$file:$line" "a header of the SDK may include only <haibao/...> and std headers, not <$name>" ;;
    esac
done < <(includes '<' '>' "${sources[@]}")

mapfile -t sources < <(files plugins)
while read -r file line name; do
    [ -f "$(dirname "$file")/$name" ] || [[ $name == *-kit/* && -f plugins/$name ]] ||
        complain "$file:$line" "a plugin may include <haibao/...> and its own files, not \"$name\""
done < <(includes '"' '"' "${sources[@]}")

exit $failed
