# SPDX-License-Identifier: MIT
#
# haibao_add_plugin(NAME SOURCE... [LINK TARGET...])
#
# One plugin: a module NAME.so with hidden symbols, placed in the build tree where haibao's own
# program looks for plugins (lib/haibao/plugins-1), and its example.json beside it as NAME.json,
# with the files of the folder "data" that the example reads in a folder of that name.
# The same line serves inside haibao's tree and outside it. An installed plugin goes below the
# prefix to where an installed haibao looks, or to HAIBAO_PLUGIN_DESTINATION.
function(haibao_add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "LINK")
  if(NOT ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "haibao_add_plugin(${name}): name at least one source file")
  endif()
  set(below haibao/plugins-${HAIBAO_ABI_MAJOR})
  set(folder ${CMAKE_BINARY_DIR}/lib/${below})
  set(destination ${CMAKE_INSTALL_LIBDIR}/${below})
  if(DEFINED HAIBAO_PLUGIN_DESTINATION)
    set(destination ${HAIBAO_PLUGIN_DESTINATION})
  endif()
  add_library(${name} MODULE ${ARG_UNPARSED_ARGUMENTS})
  set_target_properties(${name} PROPERTIES
    PREFIX "" SUFFIX ".so" C_STANDARD 11 C_STANDARD_REQUIRED ON C_VISIBILITY_PRESET hidden
    LIBRARY_OUTPUT_DIRECTORY ${folder} INSTALL_RPATH "$ORIGIN/../..")
  target_link_libraries(${name} PRIVATE haibao::haibao ${ARG_LINK} m)
  if(TARGET haibao-build)
    target_link_libraries(${name} PRIVATE haibao-build)
  endif()
  # What a plugin lacks is found when it is linked, not when a poster is drawn. The sanitizers'
  # own functions are in the program.
  if(NOT HAIBAO_SANITIZE)
    target_link_options(${name} PRIVATE -Wl,-z,defs)
  endif()
  # Two pieces of the file to map in place of four, when each poster maps a dozen plugins.
  target_link_options(${name} PRIVATE -Wl,-z,noseparate-code)
  install(TARGETS ${name} LIBRARY DESTINATION ${destination})
  set(example ${CMAKE_CURRENT_SOURCE_DIR}/example.json)
  if(EXISTS ${example})
    configure_file(${example} ${folder}/${name}.json COPYONLY)
    install(FILES ${example} DESTINATION ${destination} RENAME ${name}.json)
    file(GLOB data CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/data/*)
    foreach(file IN LISTS data)
      get_filename_component(file_name ${file} NAME)
      configure_file(${file} ${folder}/data/${file_name} COPYONLY)
    endforeach()
    if(data)
      install(FILES ${data} DESTINATION ${destination}/data)
    endif()
  endif()
  set_property(GLOBAL APPEND PROPERTY HAIBAO_PLUGINS ${name})
endfunction()
