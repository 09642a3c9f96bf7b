#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# theme-fonts.sh SCRATCH: a theme brings font files of its own.
# shellcheck source=common.sh disable=SC1091
. "$(dirname "$0")/common.sh"

# A folder of fonts without LXGW WenKai, which the theme then brings.
packed=$(dirname "$(dirname "$HAIBAO")")/share/haibao/fonts
rm -rf fonts brand
mkdir -p fonts brand/fonts
cp "$packed/fonts.json" fonts/
for name in NotoSansCJKsc-Regular NotoSansCJKsc-Bold; do
    ln -s "$packed/$name.otf" fonts/
done
cp "$packed/LXGWWenKai-Regular.ttf" brand/fonts/
theme() { # MEMBERS: a theme whose body is set in LXGW WenKai
    printf '{"haibao_theme": 1, "extends": "plain", %s
  "type": {"body": {"family": "LXGW WenKai", "size": 30, "align": "body"}}}' "$1"
}
theme '"fonts": ["fonts/LXGWWenKai-Regular.ttf"],' >brand/brand.json
theme '' >brand/bare.json
spec='{"haibao": 1, "page": {"size": [400, 0]}, "theme": "%s", "blocks": [{"type": "text", "text": "惠济区2021年"}]}'
# shellcheck disable=SC2059
printf "$spec" brand/brand.json >branded.json
# shellcheck disable=SC2059
printf "$spec" brand/bare.json >bare.json

# What the theme brings is drawn as if it were packed.
ends 0 render bare.json -o packed.png
export HAIBAO_FONTS=$PWD/fonts
ends 69 render bare.json -o none.png
says err "'LXGW WenKai' is neither a font role nor a family"
ends 0 render branded.json -o brought.png -o brought.pdf -o brought.svg
cmp packed.png brought.png || complain "the font that the theme brings draws otherwise"
pdffonts brought.pdf | grep -q WenKai || complain "the font is not in the PDF"

# It serves the posters of that theme alone, whatever was drawn before, and the manifest names it.
printf '{"haibao": 1, "page": {"size": [400, 0]}, "theme": "brand/{{theme}}.json",
  "blocks": [{"type": "text", "text": "惠济区2021年"}]}' >both.json
printf 'theme,n\nbrand,1\nbare,2\nbrand,3\n' >rows.csv
ends 1 batch both.json rows.csv -o 'posters/{{n}}.png' -j 1 --manifest manifest.ndjson
cmp packed.png posters/1.png || complain "row 1 is not set in the theme's font"
cmp packed.png posters/3.png || complain "row 3 is not set in the theme's font"
[ ! -e posters/2.png ] || complain "row 2 found the font of another theme"
jq -se 'map(select(.row == 1) | .inputs | keys[]) | any(endswith("LXGWWenKai-Regular.ttf"))' manifest.ndjson >said ||
    complain "the manifest does not name the font"

# A name that is nearly right is helped with the families that the theme brings.
theme '"fonts": ["fonts/LXGWWenKai-Regular.ttf"],' | sed 's/LXGW WenKai/LXGW Wenkay/' >brand/near.json
sed 's/brand.json/near.json/' branded.json >near.json
ends 69 check near.json
says err "did you mean 'LXGW WenKai'"

# One whose maker forbids it to be embedded (fsType 2 in its table OS/2) is used, with a warning.
perl -0777 -pe 's/(OS\/2.{4})(.{4})/$1$2/s and substr($_, unpack("N", $2) + 8, 2) = "\0\2"' \
    "$packed/LXGWWenKai-Regular.ttf" >brand/fonts/LXGWWenKai-Regular.ttf
ends 0 check branded.json
says err 'does not allow to be embedded \[theme.font\]'

# What is no font, lies elsewhere or is not there is told with its place.
echo 'no font' >brand/fonts/text.ttf
theme '"fonts": ["fonts/text.ttf"],' >brand/brand.json
ends 65 check branded.json
says err 'brand.json:1:[0-9]+: error: the font .*text.ttf cannot be used \[theme.font\]'
theme '"fonts": ["../fonts/NotoSansCJKsc-Bold.otf", "missing.otf"],' >brand/brand.json
ends 65 check branded.json
says err "'\.\./fonts/NotoSansCJKsc-Bold.otf' is no file beside the theme \[theme.font\]"
says err "'missing.otf' is no file beside the theme \[theme.font\]"
theme '"fonts": "brand.otf",' >brand/brand.json
ends 65 check branded.json
says err 'a list of at most 32 files \[theme.font\]'

exit $failed
