/* Messages with inserts, as FormatMessage has them. Any thread. */
#ifndef WFP_API_UM_MESSAGE_H
#define WFP_API_UM_MESSAGE_H

#include "api_um/border.h"

enum { UM_MESSAGE_MAX = 0x10000 }; /* units; Windows ends at 64 KiB too */

/* malloc; NULL when the message is malformed, too long, or has inserts without arguments. Each argument is a number or a
 * pointer; narrow: strings are of char when their format does not say. */
WCHAR *um_message_expand(const WCHAR *message, const DWORD_PTR *arguments, bool ignore_inserts, bool narrow);

#endif
