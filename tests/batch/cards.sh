#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# cards.sh SCRATCH PLUGIN: the template of specs/templates draws a phone poster for each of its rows:
# without a warning, as high as a phone, with the row's figure and sentence, and each another one.
# shellcheck source=tests/batch/common.sh
. "$(dirname "$0")/common.sh"
specs=$(dirname "$0")/../../specs
rows=$specs/data/kpi-cards.csv

ends 0 batch "$specs/templates/kpi-cards.json" "$rows" -o 'cards/{{code}}.png' -o 'cards/{{code}}.pdf' \
    --manifest cards.ndjson
says out.txt '^12 rows: 12 drawn, 0 failed'
[ "$(jq -s 'map(.warnings // [] | length) | add' cards.ndjson)" = 0 ] ||
    complain "warnings:" "$(cat err.txt)"
[ "$(sha256sum cards/*.png | cut -d' ' -f1 | sort -u | wc -l)" = 12 ] || complain "two are the same"

squeeze() { # without emphasis, and commas between thousands
    tr -d '[:space:]*,'
}
column() { # NAME: its number in the rows
    head -1 "$rows" | tr ',' '\n' | grep -nx "$1" | cut -d: -f1
}
value=$(column value) sentence=$(column sentence)
while IFS= read -r row; do
    code=$(cut -d, -f1 <<<"$row")
    [ "$(od -An -j16 -N8 -tx1 "cards/$code.png" | tr -d ' \n')" = 0000043800000780 ] ||
        complain "$code is not 1080 x 1920"
    text=$(pdftotext -raw "cards/$code.pdf" - | squeeze)
    for column in "$value" "$sentence"; do
        said=$(cut -d, -f"$column" <<<"$row" | squeeze)
        grep -qF -e "$said" <<<"$text" || complain "$code does not say $said:" "$text"
    done
done < <(tail -n +2 "$rows")
exit $failed
