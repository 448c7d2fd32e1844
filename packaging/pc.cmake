# Fills a pkg-config file with what `wfp cc OPTIONS --cflags` and `--libs` print, with the folders as variables of the file.
separate_arguments(OPTIONS)
foreach(kind CFLAGS LIBS)
  string(TOLOWER ${kind} option)
  set(ENV{OPENWFP_INCLUDE} ${WINDOWS})
  set(ENV{OPENWFP_LIB} ${LIBRARY})
  execute_process(COMMAND ${WFP} cc ${OPTIONS} --${option} OUTPUT_VARIABLE words OUTPUT_STRIP_TRAILING_WHITESPACE
    COMMAND_ERROR_IS_FATAL ANY)
  get_filename_component(real ${WINDOWS} REALPATH)
  get_filename_component(library ${LIBRARY} REALPATH)
  string(REPLACE ${real} "\${windows}" words "${words}")
  string(REPLACE ${library} "\${libdir}" FWP_${kind} "${words}")
endforeach()
configure_file(${IN} ${OUT} @ONLY)
