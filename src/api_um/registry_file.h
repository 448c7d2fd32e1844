/* The file that stands in for the registry: a line each, KEY\NAME = VALUE. HKLM, HKCU, HKCR and HKU begin a key, or the names in
 * full. A value of digits, or 0x and hexadecimal digits, is a REG_DWORD; everything else is a REG_SZ, with or without quotes. Lines
 * that are empty or begin with # are skipped. Any thread. */
#ifndef WFP_API_UM_REGISTRY_FILE_H
#define WFP_API_UM_REGISTRY_FILE_H

#include "api_um/border.h"

enum { REGISTRY_TEXT = 512 };

struct registry_value {
    char  key[REGISTRY_TEXT];  /* "HKLM\Software\..." */
    char  name[REGISTRY_TEXT]; /* "" is the default value */
    bool  is_number;
    DWORD number;
    char  text[REGISTRY_TEXT];
};

/* One line without its end; false for one that holds no value. */
bool registry_line(const char *line, struct registry_value *out);
/* Looks through the file that OPENWFP_REGISTRY names. Names compare without case. A key exists when a value is in it or below. */
bool registry_find_value(const char *key, const char *name, struct registry_value *out);
bool registry_has_key(const char *key);

#endif
