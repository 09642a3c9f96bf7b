# SPDX-License-Identifier: MIT
#
# How haibao itself is compiled: warnings, sanitizers, reproducible paths; and the version of the
# plugin boundary, which stands in a header of the SDK alone.
foreach(part MAJOR MINOR)
  file(STRINGS ${PROJECT_SOURCE_DIR}/core/include/haibao/abi.h line
       REGEX "^#define HAI_ABI_${part} [0-9]+$")
  string(REGEX REPLACE ".* " "" HAIBAO_ABI_${part} "${line}")
endforeach()
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS core/include/haibao/abi.h)

add_library(haibao-build INTERFACE)
target_compile_options(haibao-build INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
  -Wcast-qual -Wundef -Wvla -Wformat=2
  "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=."
  $<$<BOOL:${HAIBAO_WERROR}>:-Werror>)
if(HAIBAO_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined
                      -fno-omit-frame-pointer -O1) # tests take a third less than at -O0
  add_link_options(-fsanitize=address,undefined)
endif()
