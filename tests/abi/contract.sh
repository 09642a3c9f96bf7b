#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# contract.sh FOLDER: check-plugin passes the plugin that keeps the contract, and finds each breach.
set -u
cd "$1" || exit 1
failed=0

# found NAME STATUS WORDS...
found() {
    local name=$1 expected=$2 said status word
    shift 2
    said=$("$HAIBAO" check-plugin --random 60 "$name.so" 2>&1)
    status=$?
    [ $status = "$expected" ] || {
        printf 'check-plugin %s ends with status %d, not %d:\n%s\n' "$name" $status "$expected" "$said"
        failed=1
    }
    for word in "$@"; do
        grep -qF -e "$word" <<<"$said" || {
            printf 'check-plugin %s should say "%s", but:\n%s\n' "$name" "$word" "$said"
            failed=1
        }
    done
}

example() { # NAME TYPE
    printf '{"haibao": 1, "page": {"size": [1080, 0]}, "blocks": [{"type": "%s"}]}\n' "$2" >"$1.json"
}

for plugin in *.so; do
    example "${plugin%.so}" "${plugin%.so}"
done

found none 0 'keeps the contract'
found export 65 '[contract.export]' "'surplus'"
found record 65 '[contract.record]' 'no version'
found title 65 '[contract.title]' "'title' lacks a summary"
found help 65 '[contract.help]' "option 'height' has no help in Chinese"
found default 65 '[contract.default]' "option 'height' has the default 5000 outside its range of 1 to 2000"
found reserved 65 '[contract.reserved]' "option 'span'"
found ink 65 '[contract.ink]' 'draws 5.0 px beyond its box'
found pure 65 '[contract.pure]' 'two drawings'
found number 65 '[contract.number]' 'random option set' 'to see it again, draw this spec: {"haibao":'
found crash 65 '[contract.crash]' 'while drawing random option set' '"words":""'
found narrow 0 '[contract.narrow]' 'warning'

# The spec of the hint does show it.
spec=$("$HAIBAO" check-plugin --random 60 crash.so 2>&1 | sed -n 's/.*draw this spec: //p')
printf '%s\n' "$spec" >crash-again.json
"$HAIBAO" render crash-again.json --plugin crash.so -o crash-again.png >/dev/null 2>&1
status=$? # of a signal; or 1, of a sanitizer
[ $status = 1 ] || [ $status -gt 128 ] || {
    echo "the spec that the hint shows does not crash, but ends with status $status: $spec"
    failed=1
}

# An example that is missing, wrong, or of something else.
rm none.json
found none 65 '[contract.example]' 'has no example'
example none none
sed -i 's/"none"/"none", "hight": 3/' none.json
found none 65 '[contract.example]' "none.json:1:" 'hight'
example none ink
found none 65 '[contract.example]' "does not show the visual 'none'"
rm none.json

# What cannot be loaded.
echo words >broken.so
found broken 69 '[plugin.elf]'
found nowhere 69 '[plugin.read]'
rm broken.so
exit $failed
