#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# refusals.sh FIXTURES SCRATCH: each plugin alone is let in, or refused with the right words.
set -u
fixtures=$1
scratch=$2
failed=0
rm -rf "$scratch"
mkdir -p "$scratch"
good=$fixtures/good/good.so
# "haibao 0.1.0 (plugin interface 1.1)"
here=$("$HAIBAO" --version | sed 's/.*interface \([0-9.]*\).*/\1/')
major=${here%.*}
minor=${here#*.}

# admitted FILE TYPE
admitted() {
    local said
    if ! said=$("$HAIBAO" list --plugin "$1" 2>&1) || ! grep -q "^$2 .*/$(basename "$1")\$" <<<"$said"; then
        printf '%s should be let in, but:\n%s\n' "$1" "$said"
        failed=1
    fi
}

# refused FILE CODE WORDS...: exit status 69, with the code and all the words.
refused() {
    local file=$1 code=$2 said status word
    shift 2
    said=$("$HAIBAO" list --plugin "$file" 2>&1)
    status=$?
    if [ $status != 69 ] || ! grep -qF "[$code]" <<<"$said"; then
        printf '%s should be refused with [%s] and exit status 69, but (%d):\n%s\n' \
            "$file" "$code" $status "$said"
        failed=1
    fi
    for word in "$(basename "$file")" 'hint: ' "$@"; do
        grep -qF -e "$word" <<<"$said" || {
            printf '%s should be refused with the words "%s", but:\n%s\n' "$file" "$word" "$said"
            failed=1
        }
    done
}

admitted "$good" good
admitted "$fixtures/older/older.so" older
admitted "$fixtures/larger/larger.so" larger

refused "$fixtures/newer-minor/newer-minor.so" plugin.minor \
    "was built for plugin interface $major.$((minor + 1))" "which has $here" 'update haibao'
refused "$fixtures/other-major/other-major.so" plugin.major \
    "was built for plugin interface $((major + 1)).$minor" "which has $here" 'build the plugin again'
refused "$fixtures/wrong-magic/wrong-magic.so" plugin.magic '0x12345678' 'HAI_PLUGIN_HEAD'
refused "$fixtures/short-record/short-record.so" plugin.size 'has 8 bytes'
refused "$fixtures/long-record/long-record.so" plugin.size 'has 4096 bytes'
refused "$fixtures/missing-symbol/missing-symbol.so" plugin.symbol 'hai_canvas_from_the_future'
refused "$fixtures/no-record/no-record.so" plugin.entry "does not export the record 'haibao_plugin'"
refused "$fixtures/short-visual/short-visual.so" plugin.visual 'has a visual record of'
refused "$fixtures/no-draw/no-draw.so" plugin.visual 'has no draw function'
refused "$fixtures/option-outside/option-outside.so" plugin.visual "option 'far'" 'outside its struct'
refused "$fixtures/option-kind/option-kind.so" plugin.visual "option 'odd' is of kind 9999"
refused "$fixtures/bad-type/bad-type.so" plugin.visual 'no type name'
refused "$fixtures/crash/crash.so" plugin.crash 'while it is loaded'
refused "$fixtures/exit/exit.so" plugin.crash 'ends the program (exit status 0)'
refused "$fixtures/loop/loop.so" plugin.crash 'does not finish within 2 seconds of CPU time'

refused "$scratch/none.so" plugin.read 'No such file or directory'
mkdir "$scratch/folder.so"
refused "$scratch/folder.so" plugin.read 'is a folder'
mkfifo "$scratch/pipe.so"
refused "$scratch/pipe.so" plugin.read 'is no regular file'
printf 'int main(void)\n{\n    return 0;\n}\n' >"$scratch/words.so"
refused "$scratch/words.so" plugin.elf 'is a text file, not a shared library'
: >"$scratch/empty.so"
refused "$scratch/empty.so" plugin.elf 'is empty'
printf '!<arch>\nmore' >"$scratch/archive.so"
refused "$scratch/archive.so" plugin.elf 'is a static library'
printf '\000\001\002\003 bytes of something' >"$scratch/bytes.so"
refused "$scratch/bytes.so" plugin.elf 'is not a shared library'
# e_machine: no processor has this number.
cp "$good" "$scratch/machine.so"
printf '\376\376' | dd of="$scratch/machine.so" bs=1 seek=18 conv=notrunc status=none
refused "$scratch/machine.so" plugin.elf 'another kind of processor'

# Wherever a file is cut, it is refused before the system's loader sees it.
size=$(stat -c %s "$good")
for part in 0 1 3 4 40 63 64 200 $((size / 4)) $((size / 2)) $((size * 9 / 10)) $((size - 1)); do
    head -c "$part" "$good" >"$scratch/cut-$part.so"
    code=plugin.truncated
    [ "$part" -ge 4 ] || code=plugin.elf
    refused "$scratch/cut-$part.so" $code 'hint: '
done

# Bytes of the headers changed at random: no crash, and no plugin that harms another.
for seed in $(seq 1 40); do
    awk -v seed="$seed" -v size="$size" 'BEGIN { srand(seed)
        for (i = 0; i < 4; i++) printf "%d %d\n", int(rand() * 1024), int(rand() * 256) }' |
        {
            cp "$good" "$scratch/noise.so"
            while read -r at byte; do
                printf "\\x$(printf %x "$byte")" |
                    dd of="$scratch/noise.so" bs=1 seek="$at" conv=notrunc status=none
            done
        }
    "$HAIBAO" list --plugin "$scratch/noise.so" >"$scratch/noise.txt" 2>&1
    status=$?
    if [ $status != 0 ] && [ $status != 69 ]; then
        printf 'a plugin with noise (seed %d) ends the program with status %d:\n' "$seed" $status
        cat "$scratch/noise.txt"
        failed=1
    fi
done
exit $failed
