#include "vswitch/text.h"

#include "base/utf16.h"

void switch_text_write(struct switch_text *t, const char *utf8)
{
    size_t units = utf16_length(utf8);
    if (units >= SWITCH_NAME_SIZE) { /* no UTF-8: a name that nobody can ask for */
        units = 0;
        utf8 = "";
    }
    utf16_write(utf8, t->units);
    t->blob = (struct byte_blob){ (uint32_t)(2 * (units + 1)), (uint8_t *)t->units };
    name_put(t->name);
    if (name_get(t->blob.data, t->blob.size, &t->name))
        t->name = NULL;
}

void switch_text_write_guid(struct switch_text *t, const struct guid *g)
{
    char text[GUID_TEXT_SIZE];
    switch_text_write(t, guid_format(g, text));
}

void switch_text_fini(struct switch_text *t)
{
    name_put(t->name);
}
