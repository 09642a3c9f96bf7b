# SPDX-License-Identifier: MIT
#
# How haibao itself is compiled: warnings, sanitizers, reproducible paths.
add_library(haibao-build INTERFACE)
target_compile_options(haibao-build INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
  -Wcast-qual -Wundef -Wvla -Wformat=2
  "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=."
  $<$<BOOL:${HAIBAO_WERROR}>:-Werror>)
if(HAIBAO_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
