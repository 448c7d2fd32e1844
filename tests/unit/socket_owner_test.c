/* Who owns a socket, on a host where programs come and go for years. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "host/socket_owner.h"
#include "model/name.h"
#include "security/token.h"

enum { USERS = 20000 };

/* Each user that nobody has seen before is one more to be kept; none of them is nobody. */
static void programs_that_are_too_many_are_forgotten_and_not_refused(void **state)
{
    struct socket_owners *owners;
    unsigned              forgot = 0;
    (void)state;
    assert_int_equal(socket_owners_new(NULL, &owners), WFP_OK);
    for (uint32_t uid = 0; uid < USERS; uid++) {
        if (socket_owners_are_many(owners)) {
            socket_owners_forget(owners);
            forgot++;
        }
        const struct endpoint_identity *who = socket_owner(owners, 0, uid), *again = socket_owner(owners, 0, uid);
        assert_non_null(who);
        assert_ptr_equal(who, again);
        assert_non_null(who->user);
        assert_null(who->app);
    }
    assert_in_range(forgot, 2, USERS / 1000);
    socket_owners_free(owners);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs_that_are_too_many_are_forgotten_and_not_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
