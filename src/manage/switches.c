#include "manage/switches.h"

#include <string.h>

#include "api_fwpm/native.h"
#include "api_um/fwpm_link.h"
#include "manage/link.h"

static enum wfp_status call(struct manage *m, struct bytes request, struct buffer *text)
{
    struct buffer reply;
    uint32_t      code;
    buffer_init(&reply);
    enum wfp_status err = um_native_call(m->engine, request, &reply);
    struct bytes    in = buffer_bytes(&reply);
    if (err == WFP_OK && !bytes_u32_le(&in, &code))
        err = WFP_BAD_DATA;
    if (err == WFP_OK) {
        err = code ? manage_status(code) : WFP_OK;
        buffer_put(text, in.at, bytes_left(&in));
    }
    buffer_fini(&reply);
    return err;
}

enum wfp_status manage_command(struct manage *m, const char *const *words, unsigned count, struct buffer *text)
{
    const uint8_t head[] = { NATIVE_MARK, NATIVE_LIVE };
    struct buffer request;
    buffer_init(&request);
    buffer_put(&request, head, sizeof(head));
    for (unsigned i = 0; i < count; i++)
        native_put_bytes(&request, bytes_of(words[i], strlen(words[i])));
    enum wfp_status err = buffer_ok(&request) ? call(m, buffer_bytes(&request), text) : WFP_NO_MEMORY;
    buffer_fini(&request);
    return err;
}
