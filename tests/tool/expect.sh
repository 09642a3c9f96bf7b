#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# expect.sh KIND FOLDER/NAME SPEC BUILD [FACTOR]: runs the program on a spec and compares what comes
# out with what is expected; with HAIBAO_UPDATE=1 that becomes what is expected.
#
#   report    the messages and the exit code of "haibao check"   FOLDER/NAME.expected
#   trace     the drawing calls                                  FOLDER/NAME.trace
#   picture   the picture, each side 1/FACTOR                    FOLDER/NAME.png
#
# A picture that differs is laid beside the expected one in BUILD/golden.html.
set -eu
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kind=$1 test=$2 spec=$3 build=$4 factor=${5:-1}
out=$build/$test
mkdir -p "$(dirname "$out")" "$build/golden-failures"
beside=$build/golden-failures/${test//\//-}.png

case $kind in
report) expected=$tests/$test.expected ;;
trace) expected=$tests/$test.trace ;;
picture) expected=$tests/$test.png ;;
esac
actual=$out.actual.${expected##*.}

# The page of all pictures that differ now; two tests may write it at a time.
write_page() {
    local page name
    page=$(mktemp "$build/golden.XXXXXX")
    {
        printf '<!doctype html><meta charset="utf-8"><title>haibao: pictures that differ</title>\n'
        printf '<style>body{font:16px sans-serif;background:#808080;color:#fff}'
        printf 'img{max-width:100%%}code{background:#444}</style>\n'
        printf '<h1>expected | what differs | actual</h1>\n'
        for picture in "$build"/golden-failures/*.png; do
            [ -f "$picture" ] || continue
            name=$(basename "$picture" .png)
            printf '<h2>%s</h2><p>%s</p>' "$(cat "${picture%.png}.name")" "$(cat "${picture%.png}.txt")"
            printf '<p>If it is better so: <code>./run update-golden %s</code></p>' \
                "$(cat "${picture%.png}.name")"
            printf '<img src="golden-failures/%s.png" alt="">\n' "$name"
        done
    } >"$page"
    chmod 644 "$page"
    mv "$page" "$build/golden.html"
}

rm -f "$actual" "${beside%.png}".*
case $kind in
report)
    status=0
    (cd "$(dirname "$spec")" && "$HAIBAO" check "$(basename "$spec")") 2>"$actual" || status=$?
    echo "exit $status" >>"$actual"
    ;;
trace) "$HAIBAO" render "$spec" -o "$actual" ;;
picture)
    "$HAIBAO" render "$spec" -o "$out.whole.png"
    "$GOLDEN_PICTURE" shrink "$factor" "$out.whole.png" "$actual"
    ;;
esac

if [ "${HAIBAO_UPDATE:-}" = 1 ]; then
    mkdir -p "$(dirname "$expected")"
    cp "$actual" "$expected"
    echo "rewritten: tests/$test.${expected##*.}; look at it before you commit it"
    exit 0
fi
if [ ! -f "$expected" ]; then
    echo "There is no $expected."
    echo "What came out is $actual; if it is right: ./run update-golden $test"
    exit 1
fi

alike=0
if [ "$kind" = picture ]; then
    "$GOLDEN_PICTURE" compare "$expected" "$actual" "$beside" >"${beside%.png}.txt" || alike=$?
    echo "$test" >"${beside%.png}.name"
    cat "${beside%.png}.txt"
    [ $alike != 0 ] || rm -f "${beside%.png}".*
    write_page
    [ $alike = 0 ] || echo "expected | what differs | actual: $build/golden.html"
else
    diff -u --label expected --label actual "$expected" "$actual" || alike=$?
fi
[ $alike = 0 ] || echo "If it is right so: ./run update-golden $test"
exit $alike
