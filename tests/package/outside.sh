#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# outside.sh BUILD SCRATCH CMAKE CC: install into a staging folder; write a plugin outside the tree,
# build it by find_package and by pkg-config, check and draw it with the staged program; move the
# staging folder and draw again.
set -eu
build=$1
scratch=$2
cmake=$3
cc=$4
rm -rf "$scratch"
mkdir -p "$scratch"
stage=$scratch/usr
haibao=$stage/bin/haibao

fail() {
    printf '%s\n' "$@"
    exit 1
}

# quietly COMMAND...: what it says is shown when it fails.
quietly() {
    "$@" >"$scratch/log" 2>&1 || fail "failed: $*" "$(cat "$scratch/log")"
}

quietly "$cmake" --install "$build" --prefix "$stage"
export -n HAIBAO HAIBAO_PLUGIN_PATH

# The program finds the library that was installed with it.
ldd "$haibao" | grep -q "libhaibao\.so.* => $stage/" || fail "another libhaibao is used:" "$(ldd "$haibao")"

quietly "$haibao" new-plugin hello --to "$scratch"
project=$scratch/hello
grep -qx 'haibao_add_plugin(hello hello.c)' "$project/CMakeLists.txt" ||
    fail "the plugin's CMakeLists.txt lacks its one line"
if "$haibao" new-plugin hello --to "$scratch" >"$scratch/log" 2>&1; then
    fail "new-plugin writes over what is there"
fi

# --- find_package ---

quietly "$cmake" -S "$project" -B "$project/build" "-DCMAKE_PREFIX_PATH=$stage" \
    "-DCMAKE_C_COMPILER=$cc" -DCMAKE_C_FLAGS="-Wall -Wextra -Wpedantic -Wconversion -Werror"
quietly "$cmake" --build "$project/build"
by_cmake=$project/build/lib/haibao/plugins-1/hello.so
[ -f "$by_cmake" ] || fail "CMake built no $by_cmake"
quietly "$haibao" check-plugin "$by_cmake"
HAIBAO_PLUGIN_PATH=$(dirname "$by_cmake") quietly "$haibao" render "$project/example.json" \
    -o "$scratch/cmake.png" -o "$scratch/cmake.pdf"

# --- pkg-config ---

export PKG_CONFIG_PATH=$stage/lib/pkgconfig
for folder in "$stage"/lib/*/pkgconfig; do # Debian's folder, if the library went there
    [ ! -d "$folder" ] || PKG_CONFIG_PATH=$folder
done
by_hand=$scratch/hand/hello.so
mkdir "$scratch/hand"
# shellcheck disable=SC2046
quietly "$cc" -std=c11 -shared -fPIC -fvisibility=hidden $(pkg-config --cflags haibao) \
    -o "$by_hand" "$project/hello.c" $(pkg-config --libs haibao)
cp "$project/example.json" "$scratch/hand/hello.json"
quietly "$haibao" check-plugin "$by_hand"
quietly "$haibao" render "$project/example.json" --plugin "$by_hand" -o "$scratch/hand.png"
cmp "$scratch/cmake.png" "$scratch/hand.png" || fail "the two builds of one plugin draw differently"

folder=$(pkg-config --variable=plugindir haibao)
[ -d "$folder" ] || fail "plugindir is no folder: $folder"
said=$("$haibao" --version)
interface=$(pkg-config --variable=abi_major haibao).$(pkg-config --variable=abi_minor haibao)
[[ $said == *"interface $interface"* ]] || fail "haibao.pc says interface $interface; $said"
[[ $said == "haibao $(pkg-config --modversion haibao) "* ]] || fail "haibao.pc has another version"

# --- Installed, and moved ---

if "$haibao" render "$project/example.json" -o "$scratch/none.png" >"$scratch/log" 2>&1; then
    fail "the plugin is found before it is installed"
fi
quietly "$cmake" --install "$project/build" --prefix "$stage"
quietly "$haibao" render "$project/example.json" -o "$scratch/installed.png"
cmp "$scratch/cmake.png" "$scratch/installed.png" || fail "the installed plugin draws differently"

moved=$scratch/elsewhere
mv "$stage" "$moved"
quietly "$moved/bin/haibao" render "$project/example.json" -o "$scratch/moved.png"
cmp "$scratch/cmake.png" "$scratch/moved.png" || fail "the moved haibao draws differently"
