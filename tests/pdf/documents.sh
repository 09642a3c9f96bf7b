#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# documents.sh SOURCE OUT: each poster as PDF is a sound file that carries its fonts, and gives its
# Chinese back as it was written: to search, to copy, to read aloud.
set -eu
source=$1 out=$2
rm -rf "$out"
mkdir -p "$out"
failed=0

complain() {
    printf '%s: %s\n' "$name" "$*"
    failed=1
}

# White space is the layout's, not the text's.
squeeze() {
    tr -d '[:space:]' | sed 's/\xc2\xa0//g; s/\xe3\x80\x80//g; s/\x0c//g'
}

# The Chinese sentences in the tables of a spec, in place or in files beside it. Where it has no
# tables, or draws from tables made of others, which leave rows and columns out, what its blocks say.
sentences() { # SPEC
    local chinese='.. | strings | select(test("[\u4e00-\u9fff]{3}"))'
    if jq -e '.data? // {} | [.. | objects | has("from")] | any' "$1" >/dev/null; then
        jq -r ".blocks[] | .. | objects | .title?, .text?, .note?, .label? | strings |
            select(test(\"[{,:;()?!\\n]\") | not) | $chinese" "$1"
        return
    fi
    # A comparison sets a figure at the head of a cell apart from what follows its comma.
    jq -r ".data? // {} | $chinese" "$1" | sed -E 's/^([0-9.]+[^0-9.,，]{1,5})[,，]/\1\n/'
    jq -r '.data? // {} | length == 0' "$1" | grep -q false ||
        jq -r ".blocks[].title? // empty | $chinese" "$1"
    jq -r '.data? // {} | .. | objects | .json? // empty | strings' "$1" | while read -r file; do
        jq -r "$chinese" "$(dirname "$1")/$file"
    done
    jq -r '.data? // {} | .. | objects | .csv? // empty | strings' "$1" | while read -r file; do
        tr ',' '\n' <"$(dirname "$1")/$file" | tr -d '"\r' | grep -P '[^\x00-\x7f]{3}' || true
    done
}

# The title, where it may be a placeholder for what a JSON file says.
title() { # SPEC
    local title file
    title=$(jq -r .title "$1")
    if [[ $title =~ ^\{\{([a-z0-9_-]+)\.([a-z0-9_-]+)\}\}$ ]]; then
        file=$(jq -r --arg name "${BASH_REMATCH[1]}" '.data[$name].json' "$1")
        title=$(jq -r --arg key "${BASH_REMATCH[2]}" '.[$key]' "$(dirname "$1")/$file")
    fi
    printf '%s\n' "$title"
}

check_structure() {
    local result wrong
    result=$(qpdf --check "$pdf" 2>&1) || complain "qpdf: $result"
    wrong=$(pdffonts "$pdf" | awk 'NR > 2 && ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes")')
    [ -z "$wrong" ] || complain "fonts not embedded, not subset or without Unicode: $wrong"
    [ "$(pdffonts "$pdf" | wc -l)" -gt 2 ] || complain "there are no fonts: text has become shapes"
    [ "$(pdfinfo "$pdf" | sed -n 's/^Title: *//p')" = "$(title "$spec")" ] ||
        complain "the title is '$(pdfinfo "$pdf" | sed -n 's/^Title: *//p')'"
    [ "$(jq -r '.page.fit // ""' "$spec")" = pages ] ||
        [ "$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')" = 1 ] || complain "not one page"
    [ "$(qpdf --json --json-key=outlines "$pdf" | jq '.outlines | length')" -gt 0 ] ||
        complain "there is no outline"
}

# How many spaces stand in a text where a sentence of it has none; lines end anywhere. At most two:
# a reader that copies the paragraph sees them.
check_spaces() { # SENTENCE
    local more
    more=$(perl -CSDA -e '
        my ($sentence) = @ARGV;
        my $own = () = $sentence =~ /\s/g;
        my $pattern = join "\\s*", map { quotemeta } grep { /\S/ } split //, $sentence;
        local $/;
        my $text = <STDIN> =~ s/[\n\f]//gr;
        exit unless $text =~ /($pattern)/;
        my $match = $1;
        my $all = () = $match =~ /\s/g;
        print $all - $own;' "$1" <"$out/$name.raw")
    [ "${more:-0}" -le 2 ] || complain "$more spaces too many in: $1"
}

check_text() {
    local text=$out/$name.txt sentence count=0
    # In the order in which it was drawn: columns stay apart.
    pdftotext -raw "$pdf" "$out/$name.raw"
    squeeze <"$out/$name.raw" >"$text"
    while IFS= read -r sentence; do
        count=$((count + 1))
        grep -qF -e "$(squeeze <<<"$sentence")" "$text" || complain "not in its text: $sentence"
        check_spaces "$sentence"
    done < <(sentences "$spec")
    [ $count -gt 0 ] || complain "found no sentence in the spec to look for"
    # U+2F00 to U+2FDF, the radicals that look like characters.
    ! LC_ALL=C grep -qaP '\xe2(\xbc[\x80-\xbf]|\xbd[\x80-\xbf]|\xbe[\x80-\xbf]|\xbf[\x80-\x9f])' "$text" ||
        complain "its text has radicals in place of characters"
    echo "$name: $count sentences found"
}

for spec in "$source"/specs/*.json; do
    name=$(basename "$spec" .json)
    pdf=$out/$name.pdf
    "$HAIBAO" render "$spec" -o "$pdf"
    check_structure
    check_text
done
exit $failed
