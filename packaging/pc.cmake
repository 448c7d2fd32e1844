# Fills a pkg-config file with what `wfp cc --cflags` and `--libs` print, with the header folder as the variable of the file.
foreach(kind CFLAGS LIBS)
  string(TOLOWER ${kind} option)
  set(ENV{OPENWFP_INCLUDE} ${WINDOWS})
  execute_process(COMMAND ${WFP} cc --${option} OUTPUT_VARIABLE words OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  get_filename_component(real ${WINDOWS} REALPATH)
  string(REPLACE ${real} "\${windows}" FWPKCLNT_${kind} "${words}")
endforeach()
configure_file(${IN} ${OUT} @ONLY)
