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

wrong=$(exported lib/libhaibao.so | grep -v '^hai_' || true)
[ -z "$wrong" ] || {
    printf 'lib/libhaibao.so exports more than hai_...:\n%s\n' "$wrong"
    failed=1
}
for plugin in lib/haibao/plugins-*/*.so; do
    [ -f "$plugin" ] || { echo "there are no plugins in $1"; exit 1; }
    symbols=$(exported "$plugin")
    [ "$symbols" = haibao_plugin ] || {
        printf '%s exports not just haibao_plugin:\n%s\n' "$plugin" "$symbols"
        failed=1
    }
done
exit $failed
