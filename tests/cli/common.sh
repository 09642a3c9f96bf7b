# SPDX-License-Identifier: MIT
#
# For the scripts of this folder: an empty scratch folder $1 to be in, a spec that is right and one
# that is wrong, and a way to tell a failure.
set -u
rm -rf "$1"
mkdir -p "$1"
cd "$1" || exit 1
failed=0

# A spec needs a visual: the first that there is and whose example the tree has.
plugins=$(dirname "$HAIBAO")/../lib/haibao/plugins-1
for example in "$plugins"/*.json; do
    cp "$example" good.json
    break
done
printf '{"haibao": 1, "blocks": [{"type": "no-such-thing"}], "titel": "x"}\n' >bad.json

complain() {
    printf '%s\n' "$@"
    failed=1
}

# ends STATUS ARGUMENT...: the exit status of haibao; what it says is left in out and err.
ends() {
    local expected=$1 status
    shift
    "$HAIBAO" "$@" >out 2>err
    status=$?
    [ $status = "$expected" ] ||
        complain "haibao $* ends with status $status, not $expected:" "$(cat out err)"
}

# says FILE PATTERN
says() {
    grep -qE -e "$2" "$1" || complain "'$2' is not in what was said:" "$(cat "$1")"
}
