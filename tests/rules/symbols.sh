#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# symbols.sh BUILD: the library exports what the SDK's headers declare and nothing else, a plugin
# its record alone.
set -eu
cd "$1"
failed=0

exported() {
    nm -D --defined-only "$1" | awk '{print $3}' | grep -vE '^(__(asan|ubsan|odr_asan)|_fini$|_init$)' || true
}

# PLAIN_NAME PATTERN FILE
check() {
    local wrong
    wrong=$(exported "$3" | grep -vE "$2") || return 0
    printf '%s exports more than %s:\n%s\n' "$3" "$1" "$wrong"
    failed=1
}

check 'hai_...' '^hai_' lib/libhaibao.so
for plugin in lib/haibao/plugins-*/*.so; do
    [ -f "$plugin" ] || { echo "there are no plugins in $1"; exit 1; }
    check haibao_plugin '^haibao_plugin$' "$plugin"
    [ "$(exported "$plugin")" = haibao_plugin ] || {
        echo "$plugin does not export haibao_plugin"
        failed=1
    }
done
exit $failed
