#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# names.sh ROOT: the core names no visual. The types are taken from the plugins; where one is also
# an everyday word of the core ("row", "text"), only the string literal counts; but in a proof "text"
# is the key of what was set, in a report and in what a batch says "line" and "column" say where and
# "row" which, the manual names kinds of options, "steps" make tables of others, and "list" is a
# command.
set -eu
cd "$1"
everyday=" area bar calendar card column columns cycle distribution figure figures flow footer grid heading image line
 list logos map network note notice page progress quote range ranking row rule section space spacer stack step steps table
 task text tiers title tree "
failed=0

types=$({
    find plugins -mindepth 2 -maxdepth 2 -name CMakeLists.txt -printf '%h\n' | sed 's|.*/||'
    find plugins -name '*.c' -exec sed -n 's/.*\.type = "\([a-z0-9-]*\)".*/\1/p' {} +
} | grep -v -e '-kit$' | sort -u)
[ -n "$types" ] || {
    echo "found no type of any visual in plugins/"
    exit 1
}

for type in $types; do
    pattern="(^|[^a-z])$type([^a-z]|\$)"
    [[ $everyday != *[[:space:]]"$type"[[:space:]]* ]] || pattern="\"$type\""
    exempt=()
    case $type in
    list) exempt=(--exclude=cli.c --exclude=list.c --exclude=manual.c) ;;
    progress) exempt=(--exclude=batch.c) ;;
    # What a derived table is made by.
    steps) exempt=(--exclude=schema.c --exclude=sources.c --exclude=block.h --exclude=derive.h) ;;
    # A token of themes.
    quote) exempt=(--exclude=review.c --exclude=shades.c) ;;
    text) exempt=(--exclude='proof.[ch]') ;;
    # A token of themes is called "line", too.
    column | columns | line | row | table)
        exempt=(--exclude='report.[ch]' --exclude=manual.c --exclude=shades.c --exclude-dir=batch)
        ;;
    esac
    if found=$(grep -rniE --include='*.[ch]' "${exempt[@]}" -e "$pattern" core); then
        printf 'the core names the visual %s:\n%s\n' "$type" "$found"
        failed=1
    fi
done
exit $failed
