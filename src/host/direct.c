#include "host/direct.h"

#include <unistd.h>

#include "api_fwpm/fwpm.h"
#include "api_um/here.h"
#include "security/token.h"
#include "security/user.h"

static enum wfp_status open_client(void *context, um_tell_fn tell, void *listeners, struct fwpm_client **out)
{
    char                      name[USER_NAME_SIZE];
    struct token             *token;
    struct fwpm_client_config config = { .bfe = context, .event = tell, .context = listeners };
    RETURN_IF(token_of_process(&token));
    config.caller = (struct fwpm_caller){ .process = (uint32_t)getpid(), .user = user_name(geteuid(), name), .token = token };
    enum wfp_status err = fwpm_client_new(&config, out);
    token_free(token);
    return err;
}

void direct_use(struct bfe *b)
{
    static struct um_here here = { open_client, fwpm_invoke, fwpm_client_free, NULL };
    here.context = b;
    um_fwpm_here(b ? &here : NULL);
}
