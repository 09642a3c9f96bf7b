# SPDX-License-Identifier: MIT
#
# haibao_add_plugin(NAME SOURCE... [LINK TARGET...])
#
# One plugin: a module NAME.so with hidden symbols, placed where the program looks for plugins,
# and its example.json beside it as NAME.json. The same line serves inside this tree and outside it.
set(HAIBAO_ABI_MAJOR 1)

function(haibao_add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "LINK")
  if(NOT ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "haibao_add_plugin(${name}): name at least one source file")
  endif()
  set(folder ${CMAKE_BINARY_DIR}/lib/haibao/plugins-${HAIBAO_ABI_MAJOR})
  add_library(${name} MODULE ${ARG_UNPARSED_ARGUMENTS})
  set_target_properties(${name} PROPERTIES
    PREFIX "" SUFFIX ".so" C_VISIBILITY_PRESET hidden LIBRARY_OUTPUT_DIRECTORY ${folder})
  target_link_libraries(${name} PRIVATE haibao::haibao ${ARG_LINK} m)
  if(TARGET haibao-build)
    target_link_libraries(${name} PRIVATE haibao-build)
  endif()
  if(NOT HAIBAO_SANITIZE)
    target_link_options(${name} PRIVATE -Wl,-z,defs)
  endif()
  set(destination ${CMAKE_INSTALL_LIBDIR}/haibao/plugins-${HAIBAO_ABI_MAJOR})
  if(DEFINED HAIBAO_PLUGIN_DESTINATION)
    set(destination ${HAIBAO_PLUGIN_DESTINATION})
  endif()
  install(TARGETS ${name} LIBRARY DESTINATION ${destination})
  set(example ${CMAKE_CURRENT_SOURCE_DIR}/example.json)
  if(EXISTS ${example})
    configure_file(${example} ${folder}/${name}.json COPYONLY)
    install(FILES ${example} DESTINATION ${destination} RENAME ${name}.json)
  endif()
  set_property(GLOBAL APPEND PROPERTY HAIBAO_PLUGINS ${name})
endfunction()
