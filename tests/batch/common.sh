# SPDX-License-Identifier: MIT
#
# For the scripts of this folder: an empty scratch folder $1 to be in, the plugin $2, a small spec, and
# ways to tell a failure.
set -u
plugin=$2
rm -rf "$1"
mkdir -p "$1"
cd "$1" || exit 1
failed=0
sanitized=${HAIBAO_SANITIZED:-0}

cat >spec.json <<'END'
{"haibao": 1, "title": "{{name}}", "page": {"size": [300, 0], "margin": 16}, "theme": "plain",
 "blocks": [{"type": "text", "text": "{{name}}生产总值{{gdp}}亿元"}]}
END

# The same with the visual that makes trouble.
cat >trouble.json <<'END'
{"haibao": 1, "page": {"size": [300, 0], "margin": 16}, "theme": "plain",
 "blocks": [{"type": "text", "text": "{{name}}"}, {"type": "trouble", "act": "{{act}}"}]}
END

complain() {
    printf '%s\n' "$@"
    failed=1
}

# ends STATUS ARGUMENT...: the exit status of haibao; what it says is left in out.txt and err.txt.
ends() {
    local expected=$1 status
    shift
    "$HAIBAO" "$@" >out.txt 2>err.txt
    status=$?
    [ $status = "$expected" ] ||
        complain "haibao $* ends with status $status, not $expected:" "$(cat out.txt err.txt)"
}

# says FILE PATTERN
says() {
    grep -qE -e "$2" "$1" || complain "'$2' is not in $1:" "$(head -c 3000 "$1")"
}

# rows COUNT: a CSV
rows() {
    awk -v count="$1" 'BEGIN {
        print "name,gdp"
        for (i = 1; i <= count; i++)
            printf "县%04d,%.1f\n", i, i * 7 % 300 + 0.5
    }'
}

# same_files FOLDER FOLDER
same_files() {
    diff -rq "$1" "$2" >differences.txt || complain "$1 and $2 are not the same:" "$(head differences.txt)"
}

# whole FOLDER: each picture is a whole file, and there is nothing else.
whole() {
    find "$1" -type f ! -name '*.png' | grep . && complain "these do not belong into $1"
    [ "$(find "$1" -type f | wc -l)" = "$(find "$1" -type f -exec tail -qc 8 {} + | grep -oa IEND | wc -l)" ] ||
        complain "not all pictures in $1 are whole"
}
