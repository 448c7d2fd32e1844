/* The *.tmh of a source: openwfp_tmh.h, and a macro for every trace function that the project declares in a comment
 *
 *     begin_wpp config
 *     FUNC TraceFlow{LEVEL=TRACE_LEVEL_VERBOSE}(FLAGS, MSG, ...);
 *     end_wpp
 *
 * so that such sources compile and log without the preprocessor of WPP. */
#include <ctype.h>
#include <string.h>

#include "cc_source.h"

struct func {
    const char *name;
    size_t      name_size;
    const char *parameters; /* behind the parenthesis */
    size_t      parameters_size;
};

/* Reads "NAME{...}(PARAMETERS)" behind the word FUNC; false when it is no such line. */
static bool read_func(const char *at, struct func *f)
{
    at += strspn(at, " \t");
    f->name = at;
    while (isalnum((unsigned char)*at) || *at == '_')
        at++;
    f->name_size = (size_t)(at - f->name);
    at += strspn(at, " \t");
    if (*at == '{')
        at += strcspn(at, "}\n");
    at += *at == '}';
    at += strspn(at, " \t");
    f->parameters = at + 1;
    f->parameters_size = strcspn(at, ")\n");
    if (f->name_size == 0 || *at != '(' || at[f->parameters_size] != ')')
        return false;
    f->parameters_size--;
    return true;
}

/* Parameters before MSG are flags and levels: names of WPP, logged as text. A function without MSG marks entry or
 * exit. */
static void write_func(const struct func *f, FILE *out)
{
    unsigned    before = 0;
    const char *at = f->parameters, *end = at + f->parameters_size, *msg = NULL;
    for (; at < end; at += strcspn(at, ",)") + 1, before++) {
        at += strspn(at, " \t");
        if (strncmp(at, "MSG", 3) == 0) {
            msg = at;
            break;
        }
    }
    fprintf(out, "#undef %.*s\n#define %.*s(", (int)f->name_size, f->name, (int)f->name_size, f->name);
    if (!msg) {
        fprintf(out, "...) owfp_trace_at(\"%.*s\", __func__, __LINE__, \"\")\n", (int)f->name_size, f->name);
        return;
    }
    for (unsigned i = 0; i < before; i++)
        fprintf(out, "p%u, ", i);
    fputs("...) owfp_trace_at(\"\"", out);
    for (unsigned i = 0; i < before; i++)
        fprintf(out, " #p%u \" \"", i);
    fputs(", __func__, __LINE__, __VA_ARGS__)\n", out);
}

void source_trace_functions(const struct source *s, FILE *out)
{
    const char *at = strstr(s->text, "begin_wpp config"), *end = at ? strstr(at, "end_wpp") : NULL;
    for (; at && end; at = strstr(end, "begin_wpp config"), end = at ? strstr(at, "end_wpp") : NULL) {
        for (const char *word = strstr(at, "FUNC "); word && word < end; word = strstr(word + 1, "FUNC ")) {
            struct func f;
            if (read_func(word + 5, &f))
                write_func(&f, out);
        }
    }
}
