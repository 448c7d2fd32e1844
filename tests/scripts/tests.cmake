# Scripts of the small machine: tests/scripts/NAME.script, run by `wfp replay --script` for each family.
file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.script)
foreach(script ${scripts})
  get_filename_component(name ${script} NAME_WE)
  add_test(NAME scripts/${name}/v4 COMMAND wfp replay --script ${script} -q)
  add_test(NAME scripts/${name}/v6 COMMAND wfp replay --script ${script} -q --v6)
endforeach()
