#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# whole-or-nothing.sh SOURCE OUT: a file appears whole or not at all, what was there before stays when
# the new one cannot be written, and the exit code says why.
set -eu
spec=$1/specs/huiji-2021.json out=$2
rm -rf "$out"
mkdir -p "$out/here"
failed=0

# WHAT EXPECTED_STATUS COMMAND...: run it in $out/here, which must then hold only what it held.
refuses() {
    local what=$1 expected=$2 status=0 before after
    shift 2
    before=$(cd "$out/here" && find . -type f -exec cksum {} + | sort)
    (cd "$out/here" && "$@") >"$out/said" 2>&1 || status=$?
    after=$(cd "$out/here" && find . -type f -exec cksum {} + | sort)
    if [ $status != "$expected" ] || [ "$before" != "$after" ]; then
        echo "$what: exit $status, expected $expected; files before: ${before:-none}; after: ${after:-none}"
        cat "$out/said"
        failed=1
    elif ! grep -q 'error' "$out/said"; then
        echo "$what: no message"
        failed=1
    fi
}

# A write fails after 16 KiB, as on a full disk; the signal that tells so is ignored.
short_of_space() {
    trap '' XFSZ
    ulimit -f 16
    "$HAIBAO" "$@"
}

printf '{"haibao": 1, "blocks": 7}' >"$out/wrong.json"
for round in empty full; do
    for ending in png pdf svg; do
        refuses "$round folder, $ending, no such folder" 73 \
            "$HAIBAO" render "$spec" -o "none/poster.$ending"
        refuses "$round folder, $ending, out of space" 74 \
            short_of_space render "$spec" -o "poster.$ending"
        refuses "$round folder, $ending, a wrong spec" 65 \
            "$HAIBAO" render "$out/wrong.json" -o "poster.$ending"
    done
    for ending in png pdf svg; do
        echo old >"$out/here/poster.$ending"
    done
done

# What was there is replaced by a whole file, with the mode that any new file has.
(cd "$out/here" && umask 027 && "$HAIBAO" render "$spec" -o poster.png -o poster.pdf)
[ "$(head -c 5 "$out/here/poster.pdf")" = %PDF- ] || failed=1
[ "$(tail -c 8 "$out/here/poster.png" | head -c 4)" = IEND ] || failed=1
modes=$(cd "$out/here" && stat -c %a poster.png poster.pdf | tr '\n' ' ')
[ "$modes" = '640 640 ' ] || {
    echo "modes are $modes, expected 640"
    failed=1
}
[ "$(find "$out/here" -type f | wc -l)" = 3 ] || {
    echo "left behind: $(ls -A "$out/here")"
    failed=1
}
exit $failed
