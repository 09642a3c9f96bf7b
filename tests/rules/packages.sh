#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# packages.sh ROOT: ./run installs the packages of all fonts that fonts/fonts.json names.
set -eu
cd "$1"
failed=0
packages=$(jq -r '.. | objects | .package? // empty | strings' fonts/fonts.json | sort -u)
[ -n "$packages" ] || {
    echo "fonts/fonts.json names no package"
    exit 1
}
for package in $packages; do
    grep -qE "(^|[[:space:]])$package([[:space:]]|\$)" run || {
        echo "run: font_packages lacks $package, which fonts/fonts.json names"
        failed=1
    }
done
exit $failed
