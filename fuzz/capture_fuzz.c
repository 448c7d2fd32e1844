/* Any bytes as a capture file: every packet up to the end or the error lies in memory that can be read, has a size the contract
 * allows, and every refusal has its line. */
#include <stdint.h>
#include <stdlib.h>

#include "port/capture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int good)
{
    if (!good)
        abort();
}

static volatile uint8_t touched; /* each byte is really read */

static void read_packets(struct capture *c)
{
    char                  error[CAPTURE_ERROR_SIZE] = "";
    struct capture_packet p;
    enum wfp_status       err;
    uint64_t              n = 0;
    while ((err = capture_next(c, &p, error)) == WFP_OK) {
        check(p.number == ++n && bytes_left(&p.frame) <= 256 * 1024 && p.wire_size >= bytes_left(&p.frame));
        for (uint8_t byte; bytes_u8(&p.frame, &byte);)
            touched = byte;
    }
    check(err == WFP_NOT_FOUND || *error);
    check(capture_next(c, &p, error) == err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char            error[CAPTURE_ERROR_SIZE] = "";
    struct capture *c = NULL;
    FILE           *f = size ? fmemopen((void *)(uintptr_t)data, size, "rb") : fopen("/dev/null", "rb");
    check(f != NULL);
    if (capture_open_stream(f, "input", &c, error) == WFP_OK)
        read_packets(c);
    else
        check(!c && *error);
    capture_close(c);
    return 0;
}
