#include "host/cost_command.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "bfe/store.h"
#include "engine/cost_set.h"
#include "host/cost_report.h"
#include "host/kernel.h"

/* What the words behind "cost" ask for. */
struct asked {
    const char *layer; /* to look at; NULL: all */
    uint32_t    top;
    uint32_t    every; /* to count one in so many */
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

/* --- words ------------------------------------------------------------------------------------------------------------------- */

static bool refuses(char why[COST_WHY_SIZE], const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(why, COST_WHY_SIZE, format, args);
    va_end(args);
    return false;
}

static bool no_layer(const char *name, char why[COST_WHY_SIZE])
{
    struct suggest s;
    char           hint[96];
    suggest_init(&s, name);
    layer_names_offer(&s);
    return refuses(why, "there is no layer %.100s%s", name, suggest_format(&s, hint, sizeof(hint)));
}

static bool read_show(const char *const *words, unsigned count, struct asked *out, char why[COST_WHY_SIZE])
{
    for (unsigned i = 0; i < count; i++) {
        if (strncmp(words[i], "layer=", strlen("layer=")) == 0)
            out->layer = words[i] + strlen("layer=");
        else if (strncmp(words[i], "top=", strlen("top=")) != 0 || !read_number(words[i] + strlen("top="), 0, UINT32_MAX, &out->top))
            return refuses(why, "cost show %.60s: expected layer=NAME, or top=N with a number, 0 for all", words[i]);
    }
    return !out->layer || cost_layer_exists(out->layer) || no_layer(out->layer, why);
}

static bool read_on(const char *const *words, unsigned count, struct asked *out, char why[COST_WHY_SIZE])
{
    return !count || cost_read_every(words[0], &out->every) ||
           refuses(why, "cost on %.60s: expected a number from 1 to %d", words[0], COST_EVERY_MOST);
}

/* --- what is done ------------------------------------------------------------------------------------------------------------ */

static enum wfp_status show(struct kernel *k, struct bfe_session *s, const struct asked *a, struct buffer *text)
{
    const struct cost_wish wish = { .session = s, .layer = a->layer, .top = a->top };
    enum wfp_status        err = cost_report_kernel(k, &wish, text);
    return err ? say(text, err, "not enough memory") : WFP_OK;
}

static enum wfp_status on(struct kernel *k, struct bfe_session *s, const struct asked *a, struct buffer *text)
{
    (void)s;
    return cost_set_turn(kernel_cost(k), a->every) ? say(text, WFP_NO_MEMORY, "not enough memory") : WFP_OK;
}

static enum wfp_status off(struct kernel *k, struct bfe_session *s, const struct asked *a, struct buffer *text)
{
    (void)s, (void)a, (void)text;
    return cost_set_turn(kernel_cost(k), 0);
}

static enum wfp_status reset(struct kernel *k, struct bfe_session *s, const struct asked *a, struct buffer *text)
{
    (void)s, (void)a, (void)text;
    cost_set_reset(kernel_cost(k));
    return WFP_OK;
}

/* --- verbs ------------------------------------------------------------------------------------------------------------------- */

static const struct verb {
    const char *name;
    unsigned    most; /* words behind it */
    uint32_t    rights;
    bool (*read)(const char *const *words, unsigned count, struct asked *out, char why[COST_WHY_SIZE]);
    enum wfp_status (*run)(struct kernel *k, struct bfe_session *s, const struct asked *a, struct buffer *text);
} verbs[] = {
    { "show", 2, ACTRL_READ, read_show, show },
    { "on", 1, ACTRL_WRITE, read_on, on },
    { "off", 0, ACTRL_WRITE, NULL, off },
    { "reset", 0, ACTRL_WRITE, NULL, reset },
};

bool cost_command_is(const char *const *words, unsigned count)
{
    return count && strcmp(words[0], "cost") == 0;
}

/* NULL: `why` says what is wrong. */
static const struct verb *read_words(const char *const *words, unsigned count, struct asked *out, char why[COST_WHY_SIZE])
{
    *out = (struct asked){ .top = COST_SHOWN, .every = COST_EVERY };
    for (size_t i = 0; count >= 2 && i < COUNT_OF(verbs); i++) {
        const struct verb *v = &verbs[i];
        if (strcmp(words[1], v->name) == 0 && count - 2 <= v->most)
            return !v->read || v->read(words + 2, count - 2, out, why) ? v : NULL;
    }
    (void)refuses(why, "cost: expected show [layer=NAME] [top=N], on [N], off or reset");
    return NULL;
}

bool cost_command_is_sound(const char *const *words, unsigned count, char why[COST_WHY_SIZE])
{
    struct asked a;
    return read_words(words, count, &a, why) != NULL;
}

enum wfp_status cost_command(struct kernel *k, struct bfe_session *s, const char *const *words, unsigned count, struct buffer *text)
{
    struct asked       a;
    char               why[COST_WHY_SIZE];
    const struct verb *v = read_words(words, count, &a, why);
    if (!v)
        return say(text, WFP_INVALID_ARGUMENT, why);
    enum wfp_status err = s ? bfe_check(s, CONTAINER_ENGINE, v->rights) : WFP_ACCESS_DENIED;
    return err ? say(text, err, status_row(err)->sentence) : v->run(k, s, &a, text);
}
