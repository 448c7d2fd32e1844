/* The letters of SDDL, one table a subject, for the reader and the writer. Private to this module. */
#ifndef WFP_SECURITY_SDDL_CODES_H
#define WFP_SECURITY_SDDL_CODES_H

#include <stddef.h>
#include <stdint.h>

#include "security/descriptor.h"

struct sddl_code {
    char     name[3];
    uint32_t value;
};

#define SDDL_OPEN_TO_ALL "NO_ACCESS_CONTROL"

/* One bit each, lowest first: the order in which Windows writes them. */
static const struct sddl_code sddl_rights[] = {
    { "CC", 0x00000001 }, { "DC", 0x00000002 }, { "LC", 0x00000004 }, { "SW", 0x00000008 }, { "RP", 0x00000010 },
    { "WP", 0x00000020 }, { "DT", 0x00000040 }, { "LO", 0x00000080 }, { "CR", 0x00000100 }, { "SD", 0x00010000 },
    { "RC", 0x00020000 }, { "WD", 0x00040000 }, { "WO", 0x00080000 }, { "GA", 0x10000000 }, { "GX", 0x20000000 },
    { "GW", 0x40000000 }, { "GR", 0x80000000 },
};

/* Whole masks, those of files and registry keys. */
static const struct sddl_code sddl_masks[] = {
    { "FA", 0x001f01ff }, { "FR", 0x00120089 }, { "FW", 0x00120116 }, { "FX", 0x001200a0 },
    { "KA", 0x000f003f }, { "KR", 0x00020019 }, { "KW", 0x00020006 }, { "KX", 0x00020019 },
};

static const struct sddl_code sddl_ace_flags[] = {
    { "OI", ACE_OBJECT_INHERIT }, { "CI", ACE_CONTAINER_INHERIT }, { "NP", ACE_NO_PROPAGATE }, { "IO", ACE_INHERIT_ONLY },
    { "ID", ACE_INHERITED },      { "CR", 0x20 },                  { "SA", 0x40 },             { "FA", 0x80 },
};

static const struct sddl_code sddl_ace_types[] = { { "A", ACE_ALLOW }, { "D", ACE_DENY } };

static const struct sddl_code sddl_dacl_flags[] = {
    { "P", SD_DACL_PROTECTED }, { "AR", SD_DACL_AUTO_REQUIRED }, { "AI", SD_DACL_AUTO_INHERITED },
};

#endif
