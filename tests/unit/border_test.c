/* What the border relies on: its files include the library's own headers and the Windows ones together, and a value of the
 * engine is passed to a callout by a pointer cast. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define OPENWFP_INTERIOR
#include "base/guid.h"
#include "callout/flow.h"
#include "engine/classify.h"
#include "engine/ruleset.h"
#include "host/offline.h"
#include "model/filter.h"
#include "model/metadata.h"
#include "model/schema.h"
#include "model/value.h"
#include "pkt/nbl.h"
#include "shim/shim.h"
#include "windows/shared/fwpmtypes.h"
#include "windows/shared/fwpstypes.h"
#include "windows/shared/nbl.h"

#define SAME(interior, member, public, public_member)                                                              \
    _Static_assert(offsetof(struct interior, member) == offsetof(public, public_member)                            \
                       && sizeof(((struct interior *)0)->member) == sizeof(((public *)0)->public_member),          \
                   #interior "." #member " is " #public "." #public_member)

_Static_assert(sizeof(struct value) == sizeof(FWP_VALUE0), "a value is an FWP_VALUE0");
_Static_assert(sizeof(struct value) == sizeof(FWP_CONDITION_VALUE0), "a value is an FWP_CONDITION_VALUE0");
SAME(value, type, FWP_VALUE0, type);
SAME(value, u8, FWP_VALUE0, uint8);
SAME(value, u16, FWP_VALUE0, uint16);
SAME(value, u32, FWP_VALUE0, uint32);
SAME(value, u64, FWP_VALUE0, uint64);
SAME(value, i8, FWP_VALUE0, int8);
SAME(value, i16, FWP_VALUE0, int16);
SAME(value, i32, FWP_VALUE0, int32);
SAME(value, i64, FWP_VALUE0, int64);
SAME(value, f32, FWP_VALUE0, float32);
SAME(value, f64, FWP_VALUE0, double64);
SAME(value, bytes16, FWP_VALUE0, byteArray16);
SAME(value, bytes6, FWP_VALUE0, byteArray6);
SAME(value, blob, FWP_VALUE0, byteBlob);
SAME(value, blob, FWP_VALUE0, sd);
SAME(value, sid, FWP_VALUE0, sid);
SAME(value, string, FWP_VALUE0, unicodeString);
SAME(value, v4, FWP_CONDITION_VALUE0, v4AddrMask);
SAME(value, v6, FWP_CONDITION_VALUE0, v6AddrMask);
SAME(value, range, FWP_CONDITION_VALUE0, rangeValue);

_Static_assert(sizeof(struct byte_blob) == sizeof(FWP_BYTE_BLOB), "a blob is an FWP_BYTE_BLOB");
SAME(byte_blob, size, FWP_BYTE_BLOB, size);
SAME(byte_blob, data, FWP_BYTE_BLOB, data);
_Static_assert(sizeof(struct v4_addr_mask) == sizeof(FWP_V4_ADDR_AND_MASK), "an address and mask");
SAME(v4_addr_mask, addr, FWP_V4_ADDR_AND_MASK, addr);
SAME(v4_addr_mask, mask, FWP_V4_ADDR_AND_MASK, mask);
_Static_assert(sizeof(struct v6_addr_mask) == sizeof(FWP_V6_ADDR_AND_MASK), "an address and prefix");
SAME(v6_addr_mask, addr, FWP_V6_ADDR_AND_MASK, addr);
SAME(v6_addr_mask, prefix, FWP_V6_ADDR_AND_MASK, prefixLength);
_Static_assert(sizeof(struct value_range) == sizeof(FWP_RANGE0), "a range is an FWP_RANGE0");
SAME(value_range, low, FWP_RANGE0, valueLow);
SAME(value_range, high, FWP_RANGE0, valueHigh);

_Static_assert((int)TYPE_EMPTY == (int)FWP_EMPTY && (int)TYPE_RANGE == (int)FWP_RANGE_TYPE, "data types have public numbers");
_Static_assert(sizeof(WCHAR) == 2, "16-bit text without -fshort-wchar too");

static void a_value_read_through_the_public_type_is_the_value(void **state)
{
    uint64_t     big = 1ull << 40;
    struct value v = { .type = TYPE_UINT64, .u64 = &big };
    FWP_VALUE0   seen;

    (void)state;
    memcpy(&seen, &v, sizeof seen);
    assert_int_equal(seen.type, FWP_UINT64);
    assert_true(*seen.uint64 == big);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_read_through_the_public_type_is_the_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
