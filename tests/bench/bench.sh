#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# bench.sh SOURCE PROGRAMS [RUNS [PEERS]]: what posters cost, as a table and in bench.json in the folder
# that holds PROGRAMS: from a cold start, in a batch, huge ones; the stages of one; what the least is that a
# program could take; and, where PEERS is the script that runs other tools on the same content, how much longer
# these take.
#
# The first run, which may have to read files from disk, is not counted. What is compared runs in turns. In
# a batch each row has other digits, as the posters of the peers have, and they do not come round again:
# what is drawn once is not drawn anew, and a row that comes again would cost little. It writes into an empty folder.
set -eu
source=$1 programs=$2 runs=${3:-25} peers=${4:-}
haibao=$programs/haibao
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
spec=$source/specs/huiji-2021.json data=$source/specs/data/huiji-2021.json
few=$((runs / 5 + 1))

# measure RUNS LABEL COMMAND... [-- LABEL COMMAND...]: lines of the table, and of figures.txt
measure() {
    "$programs/bench" "$@" | tee -a "$out/figures.txt"
}

# figure LABEL COLUMN: 2, 3 CPU; 4, 5 clock; 6 peak; 7 times as fast as the one before
figure() {
    awk -v label="$1" -v column="$2" '$1 == label { print $column }' "$out/figures.txt"
}

# posters COUNT: rows, each with the whole content, the last digit of each number changed but for dates
posters() {
    jq -c --argjson count "$1" 'def is_digit: . != null and . >= 48 and . <= 57;
        def vary($i): explode as $text | [range($text | length) as $at | $text[$at] as $one | $text[$at + 1] as $next |
            if ($one | is_digit) and ($next | is_digit | not) and $next != 46
            then 49 + ($one - 48 + $i + ($i / 9 | floor) * ($at % 7 + 1)) % 9 else $one end] | implode;
        . as $all | range($count) as $i | {huiji: ($all | walk(
            if type == "string" and (test("^[0-9-]+$") | not) then vary($i)
            elif type == "number" then . + $i / 10 else . end))}' "$data"
}

printf '%-24s %8s %8s %8s %8s %8s %8s\n' "$runs runs" 'CPU ms' 'median' 'wall ms' 'median' 'peak MB' 'faster'
measure "$runs" haibao--version "$haibao" --version
for file in "$source"/specs/*.json; do
    for ending in png pdf; do
        name=$(basename "$file" .json).$ending
        "$haibao" render "$file" -o "$out/$name" >"$out/said"
        measure "$runs" "cold:$name" "$haibao" render --quiet "$file" -o "$out/$name"
    done
done
"$programs/floor-list" "$spec" >"$out/floor.list"
measure "$runs" cold "$haibao" render --quiet "$spec" -o "$out/cold.png" -- \
    floor "$programs/floor" "$out/floor.list" "$out/floor.png"

# What two processes get of a machine, whose cores share caches, memory and heat, the floor shows: two
# of them at once beside one.
posters 200 >"$out/200.ndjson"
head -n 1 "$out/200.ndjson" >"$out/1.ndjson"
mkdir "$out/b"
for kind in png pdf; do
    batch=("$haibao" batch --quiet "$spec" -o "$out/b/{{#}}.$kind")
    measure -e "$out/b" $((runs / 2 + 1)) "batch-1-$kind" "${batch[@]}" "$out/1.ndjson" -j 1 -- \
        "batch-200-$kind" "${batch[@]}" "$out/200.ndjson" -j 1 -- \
        "batch-200-$kind-2" "${batch[@]}" "$out/200.ndjson" -j 2
done
floor=("$programs/floor" "$out/floor.list" "$out/floor.png" 200)
# shellcheck disable=SC2016 # it is the inner shell that expands them
measure "$few" floor-200 "${floor[@]}" -- \
    floor-200-twice sh -c '"$@" & "$@"; status=$?; wait $! && exit $status' sh "${floor[@]}"

# 1,000 rows of which 20 crash, hang, end the process, are wrong or name a picture of 4 gigapixels, beside 1,060
# good ones: what is lost is tried again in a fresh worker.
mkdir "$out/data"
cp "$data" "$out/data/"
printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x01\0\0\0\0\x9e\x7e\xe4\xfd\x00\x00\x00\x08\x49\x44\x41\x54\x78\x9c\x03\x00\x00\x00\x00\x01\x48\x06\x89\xd2\0\0\0\0IEND\xaeB`\x82' >"$out/bomb.png"
jq '.blocks += [{type: "trouble", act: "{{act}}"}, {type: "trouble", picture: "{{picture}}", when: "{{picture}}"}]' \
    "$spec" >"$out/trouble.json"
posters 1060 | jq -c '. + {act: "nothing", picture: ""}' >"$out/1060-good.ndjson"
jq -cn '["crash", "no-such-act", "loop", "bomb", "leave"] as $acts | foreach limit(1000; inputs) as $row (0; . + 1;
    $acts[(. / 50 - 1) % 5] as $act |
    if . % 50 > 0 then $row elif $act == "bomb" then $row + {picture: "bomb.png"} else $row + {act: $act} end)' \
    "$out/1060-good.ndjson" >"$out/20-bad.ndjson"
rows=("$haibao" batch --quiet "$out/trouble.json" -o "$out/b/{{#}}.png" --manifest "$out/manifest" --timeout 1 -j 2
    --plugin "$programs/../tests/batch/plugins/trouble.so")
# shellcheck disable=SC2016 # it is the inner shell that expands them
measure 1 rows-1060-good "${rows[@]}" "$out/1060-good.ndjson" -- \
    rows-1000-20-bad sh -c '"$@" 2>/dev/null; [ $? = 1 ]' sh "${rows[@]}" "$out/20-bad.ndjson"
late=$(jq -s 'map(select(.status == "timeout") | .attempts) | add' "$out/manifest")

# A1 at 300 dpi with as much of the poster as fits, and a column of text and lines of 60000 pixels.
for blocks in 16 12 10 8 6 5 4 3 2; do
    jq --argjson blocks $blocks '.page.size = "a1" | .blocks |= .[:$blocks]' "$spec" >"$out/a1.json"
    ! "$haibao" render --quiet "$out/a1.json" -o "$out/a1.png" 2>"$out/said" || break
done
jq -n '{haibao: 1, title: "高", theme: "plain", page: {size: [1080, 60000]},
    blocks: ([range(110) as $i | {type: "text", text: ("第\($i)段：全年完成固定资产投资290.3亿元，同比增长6.7%，新增市场主体一万二千余户。" * 5)},
    {type: "rule", height: 40, style: "line"}])}' >"$out/tall.json"
for name in a1 tall; do
    for threads in 1 2; do
        measure "$few" "$name-$threads-threads" "$haibao" render --quiet "$out/$name.json" -o "$out/$name.png" --threads $threads
    done
done

warm() { # KIND [COLUMN]: CPU, or clock, of a poster in a batch
    awk -v many="$(figure "batch-200-$1" "${2:-2}")" -v one="$(figure "batch-1-$1" "${2:-2}")" 'BEGIN { printf "%.1f", (many - one) / 199 }'
}
# Machines differ, most of all in what a page of memory costs: what is wanted (45 ms cold, 15 warm) was set beside a
# floor of 25.5 and 9.0 ms on the same machine, so it is a multiple of the floor.
over_floor() {
    awk -v cold="$(figure cold 2)" -v warm="$(warm png)" -v floor="$(figure floor 2)" \
        -v many="$(figure floor-200 2)" 'BEGIN {
        each = (many - floor) / 199
        printf "%-24s %8.1f %8.1f\n", "CPU ms", floor, each
        printf "%-24s %8.2f %8.2f\n%-24s %8.2f %8.2f\n", "ours, times", cold / floor, warm / each,
            "at most wanted", 45 / 25.5, 15 / 9.0 }'
}
"$programs/stage-bench" "$spec" "$out" "$runs" >"$out/stages.json"
printf '\n%-24s %8s %8s\n' 'in a batch' PNG PDF
printf '%-24s %8s %8s\n' 'CPU ms each' "$(warm png)" "$(warm pdf)" 'two workers, times' "$(figure batch-200-png-2 7)" "$(figure batch-200-pdf-2 7)"
printf '%-24s %8.2f\n' 'two floors, times' "$(jq -n "2 * $(figure floor-200-twice 7)")"
awk -v good="$(figure rows-1060-good 4)" -v bad="$(figure rows-1000-20-bad 4)" -v late="$late" 'BEGIN {
    printf "%-24s %8.1f\n%-24s %8.1f\n", "s, 20 of 1000 rows bad", bad / 1000, "at most wanted", good / 1000 + late }'
printf '\n%-24s %8s %8s\n' 'the floor' cold warm
over_floor
printf '\n%-24s %8s %8s %8s\n' 'CPU ms of a stage' first median 'peak MB'
jq -r 'to_entries[] | [.key, .value.first_ms, .value.median_ms, .value.peak_mb] | @tsv' "$out/stages.json" |
    while IFS=$'\t' read -r stage first median peak; do printf '%-24s %8.1f %8.1f %8.1f\n' "$stage" "$first" "$median" "$peak"; done

: >"$out/peers.tsv"
if [ -n "$peers" ] && [ -f "$peers" ] && command -v node >/dev/null; then
    printf '\nThe peers, on the clock, as multiples of ours:\n'
    jq '.donut = .sectors' "$data" >"$out/peers.json" # their name for it
    "$peers" "$out/peers.json" "$out/peers" ${PEERS:-} | tee "$out/peers.tsv" | awk -F'\t' \
        -v cold_png="$(figure cold:huiji-2021.png 5)" -v cold_pdf="$(figure cold:huiji-2021.pdf 5)" \
        -v png="$(warm png 5)" -v pdf="$(warm pdf 5)" '
        { ours["cold-png"] = cold_png; ours["cold-pdf"] = cold_pdf
          ours["warm-png"] = png; ours["warm-pdf"] = pdf }
        $2 in ours && $3 + 0 > 0 { printf "%-16s %-10s %9.3f s %8.1f times\n", $1, $2, $3, $3 * 1000 / ours[$2] }'
else
    printf '\nno peers here: give their run-all.sh as HAIBAO_PEERS\n'
fi

jq -n --rawfile figures "$out/figures.txt" --slurpfile stages "$out/stages.json" --rawfile peers "$out/peers.tsv" '{
    figures: [$figures | split("\n")[] | select(. != "") | [splits(" +")] | {label: .[0],
        cpu_ms: {least: (.[1] | tonumber), median: (.[2] | tonumber)},
        wall_ms: {least: (.[3] | tonumber), median: (.[4] | tonumber)}, peak_mb: (.[5] | tonumber)}
        + if .[6] then {faster: (.[6] | tonumber)} else {} end],
    stages: $stages[0],
    peers: [$peers | split("\n")[] | select(. != "") | split("\t")]}' >"$programs/../bench.json"
