/* Writes what fields say of a switch, and names it (model/name.h): when the switch changes, so that frames only read it. Private to
 * vswitch/. */
#ifndef WFP_VSWITCH_TEXT_H
#define WFP_VSWITCH_TEXT_H

#include "vswitch/switch.h"

void switch_text_write(struct switch_text *t, const char *utf8);
void switch_text_write_guid(struct switch_text *t, const struct guid *g);
void switch_text_fini(struct switch_text *t);

#endif
