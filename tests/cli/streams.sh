#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# streams.sh SCRATCH: standard streams that are closed, full, or not read; bytes in arguments.
# shellcheck source=common.sh disable=SC1091
. "$(dirname "$0")/common.sh"

ends 0 render good.json -o plain.png -o plain.pdf
[ "$(wc -l <out)" = 2 ] || complain "not one line for each file:" "$(cat out)"
says out '^plain\.png: [0-9]+ x [0-9]+ px, [0-9]+ bytes, [0-9]+ ms$'
says out '^plain\.pdf: [0-9.]+ x [0-9.]+ mm, [0-9]+ bytes, [0-9]+ ms$'
[ "$(stat -c %s plain.png)" = "$(sed -n 's/^plain\.png.* \([0-9]*\) bytes.*/\1/p' out)" ] ||
    complain "the bytes of plain.png are not as told:" "$(cat out)"

# Messages must not go into a file that was opened on a closed stream's number.
"$HAIBAO" render good.json -o closed.png <&- >&- 2>&-
status=$?
[ $status = 0 ] || complain "with closed streams haibao ends with status $status"
cmp plain.png closed.png || complain "closed streams change the picture"

# Nobody reads on: no failure, no words.
for i in 1 2 3; do
    "$HAIBAO" schema 2>err | head -c 1 >/dev/null
    [ "${PIPESTATUS[0]}" = 0 ] || complain "a reader that leaves is a failure"
    [ ! -s err ] || complain "a reader that leaves is told of:" "$(cat err)"
done

if [ -w /dev/full ]; then
    "$HAIBAO" schema >/dev/full 2>err
    status=$?
    [ $status = 74 ] || complain "a full standard output ends with status $status, not 74"
    says err 'standard output'
fi

ends 0 render good.json -o quiet.png --quiet
[ ! -s out ] && [ ! -s err ] || complain "--quiet is not:" "$(cat out err)"

ends 65 render bad.json -o a.png --report=json
jq -e '.errors >= 2 and (.messages | all(has("code") and has("line")))' err >/dev/null ||
    complain "the JSON report is not as promised:" "$(cat err)"
[ ! -s out ] || complain "a wrong spec has results:" "$(cat out)"

# Whatever the locale, arguments are UTF-8.
for locale in C C.UTF-8 zh_CN.GB18030; do
    LC_ALL=$locale ends 0 render good.json -o 海报.png --set /title=汇集
    [ -s 海报.png ] || complain "no file 海报.png under $locale"
    rm -f 海报.png
done
exit $failed
