#include "host/cost_command.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bfe/store.h"
#include "engine/cost_set.h"
#include "host/cost_report.h"
#include "host/kernel.h"

enum { WHY_SIZE = 256 };

/* A command, its words behind "cost NAME". */
struct asked {
    struct kernel      *kernel;
    struct bfe_session *session;
    const char *const  *words;
    unsigned            count;
};

static enum wfp_status say(struct buffer *text, enum wfp_status status, const char *line)
{
    buffer_clear(text);
    buffer_put(text, line, strlen(line));
    return status;
}

static bool read_number(const char *text, unsigned long least, unsigned long most, uint32_t *out)
{
    char *end;
    errno = 0;
    unsigned long n = strtoul(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end || errno || n < least || n > most)
        return false;
    *out = (uint32_t)n;
    return true;
}

bool cost_read_every(const char *text, uint32_t *out)
{
    return read_number(text, 1, COST_EVERY_MOST, out);
}

/* --- looking ----------------------------------------------------------------------------------------------------------------- */

static enum wfp_status read_wish(const struct asked *a, struct cost_wish *wish, struct buffer *text)
{
    char why[WHY_SIZE];
    for (unsigned i = 0; i < a->count; i++) {
        const char *word = a->words[i];
        if (strncmp(word, "layer=", strlen("layer=")) == 0)
            wish->layer = word + strlen("layer=");
        else if (strncmp(word, "top=", strlen("top=")) != 0 || !read_number(word + strlen("top="), 0, UINT32_MAX, &wish->top))
            return say(text, WFP_INVALID_ARGUMENT, "cost show: expected layer=NAME or top=N");
    }
    snprintf(why, sizeof(why), "there is no layer %.100s", wish->layer ? wish->layer : "");
    return wish->layer && !cost_layer_exists(wish->layer) ? say(text, WFP_INVALID_ARGUMENT, why) : WFP_OK;
}

static enum wfp_status show(const struct asked *a, struct buffer *text)
{
    struct cost_wish wish = { .session = a->session, .top = COST_SHOWN };
    RETURN_IF(read_wish(a, &wish, text));
    enum wfp_status err = cost_report_kernel(a->kernel, &wish, text);
    return err ? say(text, err, "not enough memory") : WFP_OK;
}

/* --- counting ---------------------------------------------------------------------------------------------------------------- */

static enum wfp_status on(const struct asked *a, struct buffer *text)
{
    uint32_t every = COST_EVERY;
    char     why[WHY_SIZE];
    snprintf(why, sizeof(why), "cost on: expected a number from 1 to %d", COST_EVERY_MOST);
    if (a->count && !cost_read_every(a->words[0], &every))
        return say(text, WFP_INVALID_ARGUMENT, why);
    return cost_set_turn(kernel_cost(a->kernel), every) ? say(text, WFP_NO_MEMORY, "not enough memory") : WFP_OK;
}

static enum wfp_status off(const struct asked *a, struct buffer *text)
{
    (void)text;
    return cost_set_turn(kernel_cost(a->kernel), 0);
}

static enum wfp_status reset(const struct asked *a, struct buffer *text)
{
    (void)text;
    cost_set_reset(kernel_cost(a->kernel));
    return WFP_OK;
}

static const struct verb {
    const char     *name;
    unsigned        most; /* words behind it */
    uint32_t        rights;
    enum wfp_status (*run)(const struct asked *a, struct buffer *text);
} verbs[] = {
    { "show", 2, ACTRL_READ, show },
    { "on", 1, ACTRL_WRITE, on },
    { "off", 0, ACTRL_WRITE, off },
    { "reset", 0, ACTRL_WRITE, reset },
};

bool cost_command_is(const char *const *words, unsigned count)
{
    return count && strcmp(words[0], "cost") == 0;
}

static const struct verb *verb_of(const char *const *words, unsigned count)
{
    for (size_t i = 0; count >= 2 && i < COUNT_OF(verbs); i++)
        if (strcmp(words[1], verbs[i].name) == 0 && count - 2 <= verbs[i].most)
            return &verbs[i];
    return NULL;
}

enum wfp_status cost_command(struct kernel *k, struct bfe_session *s, const char *const *words, unsigned count, struct buffer *text)
{
    const struct verb *v = verb_of(words, count);
    if (!v)
        return say(text, WFP_INVALID_ARGUMENT, "cost: expected show [layer=NAME] [top=N], on [N], off or reset");
    const struct asked a = { k, s, words + 2, count - 2 };
    enum wfp_status err = s ? bfe_check(s, CONTAINER_ENGINE, v->rights) : WFP_ACCESS_DENIED;
    return err ? say(text, err, status_row(err)->sentence) : v->run(&a, text);
}
