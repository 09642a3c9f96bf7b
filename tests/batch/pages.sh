#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# pages.sh SCRATCH PLUGIN: posters of several pages in a batch: a PDF has all, PNGs are a file each;
# what the manifest tells of; all pages or none.
# shellcheck source=tests/batch/common.sh
. "$(dirname "$0")/common.sh"

cat >long.json <<'END'
{"haibao": 1, "page": {"size": "{{size}}", "margin": 16, "fit": "pages", "numbers": "plain"}, "theme": "plain",
 "data": {"size": "square"},
 "blocks": [{"type": "text", "each": "parts", "text": "{{name}}第{{#}}部分\n{{text}}"}]}
END
cat >long.ndjson <<'END'
{"name": "甲县", "parts": [{"text": "春"}, {"text": "夏"}, {"text": "秋"}, {"text": "冬"}]}
{"name": "乙县", "parts": [{"text": "一"}]}
END

ends 0 batch long.json long.ndjson --size 300x330,300x200 -o 'out/{{name}}-{{size}}.png' \
    -o 'out/{{name}}-{{size}}.pdf' --manifest all.ndjson
says out.txt '^2 rows: 2 drawn, 0 failed'
expected="乙县-300x330.pdf 乙县-300x330.png 乙县-300x200.pdf 乙县-300x200.png 甲县-300x330-1.png
甲县-300x330-2.png 甲县-300x330.pdf 甲县-300x200-1.png
甲县-300x200-2.png 甲县-300x200-3.png 甲县-300x200-4.png 甲县-300x200.pdf"
found=$(cd out && printf '%s\n' * | LC_ALL=C sort | tr '\n' ' ')
[ "$found" = "$(tr ' ' '\n' <<<"$expected" | LC_ALL=C sort | tr '\n' ' ')" ] || complain "files: $found"
[ "$(pdfinfo out/甲县-300x330.pdf | sed -n 's/^Pages: *//p')" = 2 ] || complain "not two pages"

# Each file with its digest; a page that is gone is drawn again.
[ "$(jq -r '.files[] | .sha256 + "  " + .file' all.ndjson | sha256sum -c --quiet | wc -l)" = 0 ] ||
    complain "the manifest's digests are not those of the files"
[ "$(jq -s '[.[].files[]] | length' all.ndjson)" = 12 ] || complain "not 12 files in the manifest"
cp -r out before
rm out/甲县-300x200-3.png
ends 0 batch long.json long.ndjson --size 300x330,300x200 -o 'out/{{name}}-{{size}}.png' \
    -o 'out/{{name}}-{{size}}.pdf' --manifest all.ndjson --resume
same_files before out

# The second page cannot be written: there is no first one.
mkdir -p "blocked/甲县-2.png"
ends 1 batch long.json long.ndjson --size 300x200 -o 'blocked/{{name}}.png'
[ "$(find blocked -type f)" = blocked/乙县.png ] || complain "in blocked: $(find blocked -type f)"
exit $failed
