#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# same-bytes.sh SOURCE OUT: each poster is the same file, byte for byte, whatever the working folder,
# the place of the spec, the language, the time zone, the rest of the environment, and the number of
# threads that draw it.
set -eu
source=$1 out=$2
rm -rf "$out"
mkdir -p "$out/one" "$out/other/run"
cp -r "$source/specs" "$out/other/specs"
kept=()
for name in ASAN_OPTIONS LSAN_OPTIONS UBSAN_OPTIONS; do
    [ -z "${!name:-}" ] || kept+=("$name=${!name}")
done

threads='1 2 5'
[ "${HAIBAO_SANITIZED:-0}" = 0 ] || threads=2 # they are slow
for spec in "$source"/specs/*.json; do
    name=$(basename "$spec" .json)
    [ "$name" != gallery ] || [ "${HAIBAO_SANITIZED:-0}" = 0 ] || continue
    arguments=()
    for ending in png pdf svg; do
        arguments+=(-o "$name.$ending")
    done
    (cd "$out/one" && "$HAIBAO" render "$spec" "${arguments[@]}")
    (
        cd "$out/other/run" && env -i LC_ALL=zh_CN.UTF-8 LANG=de_DE.UTF-8 TZ=Asia/Shanghai COLUMNS=40 \
            "${kept[@]}" "$HAIBAO" render "../specs/$name.json" "${arguments[@]}"
    )
    for count in $threads; do
        rm -rf "$out/threads"
        mkdir "$out/threads"
        "$HAIBAO" render --quiet "$spec" -o "$out/threads/$name.png" --threads "$count"
        for picture in "$out/threads"/*; do
            cmp "$picture" "$out/one/$(basename "$picture")"
        done
    done
done
diff -rq "$out/one" "$out/other/run"
