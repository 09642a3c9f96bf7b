#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# format.sh ROOT: clang-format has nothing to change. 77 (skipped) without clang-format 14.
set -eu
cd "$1"
version=$(clang-format --version 2>/dev/null) || version=none
if [[ $version != *"version 14."* ]]; then
    echo "SKIPPED: the sources are formatted with clang-format 14; here is: $version"
    exit 77
fi
find core plugins fonts tests -name '*.[ch]' -print0 | xargs -0 -r clang-format --dry-run -Werror
