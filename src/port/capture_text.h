/* The error lines of capture files: "FILE: what is wrong; how to mend it", always one line. For port/capture*.c only. */
#ifndef WFP_PORT_CAPTURE_TEXT_H
#define WFP_PORT_CAPTURE_TEXT_H

#include "port/capture.h"

#define CAPTURE_MAGIC_SIZE 6 /* the first bytes of a file, enough to name its format */

#define CAPTURE_STDIN_NAME "standard input"

/* Writes "name: ..." into error; control characters (a file may have any name) become '?'. */
void capture_say(char error[CAPTURE_ERROR_SIZE], const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* For a stream libpcap refused to open. `said` is libpcap's message, start the first bytes of the file. */
enum wfp_status capture_refused(char error[CAPTURE_ERROR_SIZE], const char *name, struct bytes start, const char *said);

/* For a failed read after `whole` good packets. */
enum wfp_status capture_broken(char error[CAPTURE_ERROR_SIZE], const char *name, uint64_t whole, const char *said);

/* For errno after an open of `name` failed. */
enum wfp_status capture_not_opened(char error[CAPTURE_ERROR_SIZE], const char *name, int err);

#endif
