#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# company.sh FIXTURES SCRATCH: good plugins go on working next to all the bad ones.
set -eu
fixtures=$1
scratch=$2
rm -rf "$scratch"
mkdir -p "$scratch/plugins"
find "$fixtures" -name '*.so' -exec cp -t "$scratch/plugins" {} +
head -c 5000 "$fixtures/good/good.so" >"$scratch/plugins/cut.so"
echo 'no library' >"$scratch/plugins/words.so"
here=$("$HAIBAO" --version | sed "s/.*interface \([0-9.]*\).*/\1/")
export HAIBAO_PLUGIN_PATH=$scratch/nowhere:$scratch/plugins

fail() {
    printf '%s\n' "$@"
    exit 1
}

cat >"$scratch/good.json" <<'END'
{"haibao": 1, "page": {"size": [200, 0]}, "blocks": [
  {"type": "good", "shade": "dark"}, {"type": "older", "height": 60}, {"type": "larger"},
  {"type": "twin", "height": 20}]}
END
said=$("$HAIBAO" render "$scratch/good.json" -o "$scratch/good.png" 2>&1) ||
    fail "rendering beside bad plugins ends with status $?" "$said"
[ -s "$scratch/good.png" ] || fail "nothing was drawn" "$said"

# Each bad one is told as a warning; the folder that is not there, too.
for code in read elf truncated entry magic major minor size symbol crash visual duplicate; do
    grep -q "warning: .*\[plugin\.$code\]" <<<"$said" ||
        fail "no warning [plugin.$code]" "$said"
done
grep 'plugin.duplicate' <<<"$said" | grep 'twin-a\.so' | grep -q 'twin-b\.so' ||
    fail "the warning about twins does not name both files" "$said"

# The report for machines holds the same, and is JSON.
"$HAIBAO" render "$scratch/good.json" -o "$scratch/good.png" --report=json 2>"$scratch/report.json" \
    >/dev/null || fail "--report=json ends with status $?"
[ "$(jq '[.messages[] | select(.code == "plugin.crash")] | length' "$scratch/report.json")" = 3 ] ||
    fail "the JSON report does not tell the three crashes" "$(cat "$scratch/report.json")"

# The same file under two names in two folders is one plugin.
mkdir "$scratch/again"
ln -s ../plugins/good.so "$scratch/again/good.so"
said=$(HAIBAO_PLUGIN_PATH=$scratch/again:$scratch/again "$HAIBAO" list \
    --plugin "$scratch/plugins/good.so" 2>&1) || fail "list ends with status $?" "$said"
[ "$(grep -c '^good ' <<<"$said")" = 1 ] && ! grep -q duplicate <<<"$said" ||
    fail "one file was taken for two" "$said"

# A type that nobody brings is a mistake of the spec.
sed 's/"good"/"godo"/' "$scratch/good.json" >"$scratch/typo.json"
rm -f "$scratch/typo.png"
status=0
said=$("$HAIBAO" render "$scratch/typo.json" -o "$scratch/typo.png" 2>&1) || status=$?
[ $status = 65 ] || fail "an unknown type ends with status $status, not 65" "$said"
grep -q "typo\.json:2:" <<<"$said" || fail "the unknown type has no place" "$said"
grep -q "did you mean 'good'" <<<"$said" || fail "no hint for the unknown type" "$said"
[ ! -e "$scratch/typo.png" ] || fail "a wrong spec was drawn"

# The user's own folder is searched, too.
mkdir -p "$scratch/data/haibao/plugins-${here%.*}"
cp "$fixtures/older/older.so" "$scratch/data/haibao/plugins-${here%.*}"
said=$(HAIBAO_PLUGIN_PATH='' XDG_DATA_HOME=$scratch/data "$HAIBAO" list) ||
    fail "list ends with status $?" "$said"
grep -q '^older ' <<<"$said" || fail "the user's plugin is not found" "$said"
