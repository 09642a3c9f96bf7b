#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# hard.sh FOLDER: check-plugin tries the rows that charts are afraid of, and finds what each of the
# plugins does wrong with them.
set -u
cd "$1" || exit 1
failed=0

for plugin in *.so; do
    cat >"${plugin%.so}.json" <<END
{"haibao": 1, "page": {"size": [1080, 0]}, "blocks": [{"type": "${plugin%.so}", "rows": [
  {"label": "第一产业", "value": 5.9}, {"label": "第二产业", "value": 109.4},
  {"label": "第三产业", "value": 191.5}]}]}
END
done

complain() {
    printf '%s\n' "$@"
    failed=1
}

# found NAME STATUS WORDS...: the words are all in one line.
found() {
    local name=$1 expected=$2 said status line word
    shift 2
    rm -rf kept
    said=$("$HAIBAO" check-plugin --random 20 --keep kept "$name.so" 2>&1)
    status=$?
    [ $status = "$expected" ] ||
        complain "check-plugin $name ends with status $status, not $expected:" "$said"
    line=$said
    for word in "$@"; do
        line=$(grep -F -e "$word" <<<"$line") ||
            complain "check-plugin $name should say in one line \"$*\", but:" "$said"
    done
}

# Sanitizers look for mistakes in the check itself; that it finds everything is seen without them.
is_slow=${HAIBAO_SANITIZED:-0}

found none 0 'keeps the contract'
[ -z "$(ls kept)" ] || complain "specs are kept of a plugin that does nothing wrong:" "$(ls kept)"
found overlap 65 "'overlap' of /blocks/0 with 60 names, at 1080 px" 'lie on each other' '[contract.overlap]'
found crash 65 'with no rows, at 1080 px' '[contract.crash]'

# The spec that is kept does show it.
"$HAIBAO" render kept/crash-0-none.json --plugin crash.so -o kept/crash.png >/dev/null 2>&1
status=$? # of a signal; or 1, of a sanitizer
[ $status = 1 ] || [ $status -gt 128 ] ||
    complain "the spec that is kept does not crash, but ends with status $status"

# Without --keep nothing is left behind.
mkdir -p scratch
TMPDIR=$PWD/scratch "$HAIBAO" check-plugin --random 0 overlap.so >/dev/null 2>&1
[ -z "$(ls scratch)" ] || complain "the check leaves files behind:" "$(ls scratch)"
[ "$is_slow" = 0 ] || exit $failed

for name in turned halo split; do
    found $name 0 'keeps the contract'
done
found outside 65 'with names of 40 characters, at 200 px' 'beyond the box of 200' '[contract.ink]'
found cut 65 'with names of 40 characters' 'is cut by a clip' '[contract.cut]'
found covered 65 'as in the example' 'is covered by a filled shape' '[contract.covered]'
found height 65 'with all figures 0, at 1080 px' '[contract.height]'
found refused 65 'with one row, is refused: there are too few rows' '[contract.data]'
found small 0 'warning' 'is set in 15.0 px' '[contract.small]'
found small 0 'keeps the contract'
found hang 65 'does not finish within' '0000 rows' '[contract.crash]'
exit $failed
