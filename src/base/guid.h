/* GUIDs: the layout of Windows' GUID; text in the usual 8-4-4-4-12 form. */
#ifndef WFP_BASE_GUID_H
#define WFP_BASE_GUID_H

#include <stdbool.h>
#include <stdint.h>

struct guid {
    uint32_t data1;
    uint16_t data2;
    uint16_t data3;
    uint8_t  data4[8];
};

#define GUID_TEXT_SIZE 37 /* with the terminating NUL */

bool guid_is_zero(const struct guid *g);
bool guid_equal(const struct guid *a, const struct guid *b);
/* Orders by key bytes as printed. */
int guid_compare(const struct guid *a, const struct guid *b);
/* Writes "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx". Returns out. */
char *guid_format(const struct guid *g, char out[GUID_TEXT_SIZE]);
/* Accepts the printed form with or without braces. False when text is anything else. */
bool guid_parse(const char *text, struct guid *out);
/* A stable key made from a kind and a name: the same two strings give the same key on every machine (RFC 4122 version 5). */
struct guid guid_from_name(const char *kind, const char *name);

#endif
