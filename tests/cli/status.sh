#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# status.sh SCRATCH: each kind of failure has its exit status, and leaves no file behind.
# shellcheck source=common.sh disable=SC1091
. "$(dirname "$0")/common.sh"

# 64: usage
ends 64
ends 64 redner
says err "did you mean 'render'"
ends 64 render good.json
says err '-o poster.png'
ends 64 render -o a.png
ends 64 render good.json good.json -o a.png
ends 64 render good.json -o a.gif
says err 'a.gif'
ends 64 render good.json -o a.png -o a.png
ends 64 render good.json -o a.png --no-such-option
ends 64 render good.json -o a.png --compress tiny
ends 64 render good.json -o a.png --report xml
ends 64 render good.json -o a.png --set title=x
ends 64 check
ends 64 describe no-such-thing
ends 64 describe
ends 64 schema no-such-thing
ends 64 list surplus
ends 64 new-plugin Not_A_Name
ends 64 new-plugin install
ends 64 check-plugin --random -1 x.so
for option in '--align middle' '--kinsoku loose' '--punctuation off' '--width -1' '--width nan' \
    '--size 0' '--size 5000' '--weight 1000' '--indent 21' '--lang zh-Latn' '--lang x' '--width x' 'surplus'; do
    # shellcheck disable=SC2086
    ends 64 typeset $option <<<x
    says err 'haibao typeset'
done

# 65: the spec
ends 65 render bad.json -o a.png -o a.pdf
says err 'bad\.json:1:.*\[visual\.unknown\]'
says err "titel.*\[option\.unknown\]"
ends 65 render no-such-file.json -o a.png
ends 65 check good.json bad.json
says out 'good.json: no mistakes'
ends 65 render good.json -o a.png --theme no-such-theme
ends 65 render good.json -o a.png --size gigantic

# 69: what haibao needs
HAIBAO_FONTS=$PWD/nowhere ends 69 render good.json -o a.png
says err '\[font\.'
ends 69 render good.json -o a.png --plugin no-such.so
says err '\[plugin\.read\]'
ends 69 typeset --font no-such-role <<<x
says err '\[font\.'
ends 65 typeset < <(head -c 1100000 /dev/zero)
says err '\[text\.size\]'

# 73, 74: the output
ends 73 render good.json -o no/such/folder/a.png
mkdir folder.png
ends 73 render good.json -o folder.png
rmdir folder.png
(
    ulimit -f 1
    ends 74 render good.json -o a.png
    exit $failed
) || failed=1

left=$(find . -name '*a.p*' -o -name '.*' -type f)
[ -z "$left" ] || complain "files were left behind: $left"
exit $failed
