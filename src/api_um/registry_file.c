/* Reading the registry's file. It is read anew for each question: programs ask seldom, and see what was changed. */
#include "api_um/registry_file.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *skip_blanks(const char *s)
{
    return s + strspn(s, " \t");
}

/* The part without blanks around it, when it fits. */
static bool copy_trimmed(char out[REGISTRY_TEXT], const char *from, const char *end)
{
    from = skip_blanks(from);
    while (end > from && isspace((unsigned char)end[-1]))
        end--;
    if (end < from || end - from >= REGISTRY_TEXT)
        return false;
    memcpy(out, from, (size_t)(end - from));
    out[end - from] = 0;
    return true;
}

/* The part between the first quote and the last. */
static void unquote(char *text)
{
    size_t n = strlen(text);
    if (n < 2 || text[0] != '"' || text[n - 1] != '"')
        return;
    memmove(text, text + 1, n - 2);
    text[n - 2] = 0;
}

static bool is_number(const char *text, DWORD *out)
{
    char *end;
    if (!isdigit((unsigned char)*text))
        return false;
    errno = 0;
    unsigned long long v = strtoull(text, &end, text[1] == 'x' || text[1] == 'X' ? 16 : 10);
    if (errno || *end || v > 0xFFFFFFFF)
        return false;
    *out = (DWORD)v;
    return true;
}

/* HKEY_LOCAL_MACHINE is HKLM. */
static void shorten(char *key)
{
    static const struct {
        const char *name, *root;
    } roots[] = { { "HKEY_LOCAL_MACHINE", "HKLM" }, { "HKEY_CURRENT_USER", "HKCU" }, { "HKEY_CLASSES_ROOT", "HKCR" },
                  { "HKEY_USERS", "HKU" } };
    size_t n = strcspn(key, "\\");
    for (size_t i = 0; i < COUNT_OF(roots); i++)
        if (n == strlen(roots[i].name) && strncasecmp(key, roots[i].name, n) == 0) {
            size_t short_one = strlen(roots[i].root);
            memmove(key + short_one, key + n, strlen(key + n) + 1);
            memcpy(key, roots[i].root, short_one);
            return;
        }
}

bool registry_line(const char *line, struct registry_value *out)
{
    const char *equals = strchr(line, '='), *name = NULL;
    if (!equals || *skip_blanks(line) == '#')
        return false;
    for (const char *c = line; c < equals; c++)
        name = *c == '\\' ? c : name;
    if (!name || !copy_trimmed(out->key, line, name) || !copy_trimmed(out->name, name + 1, equals) ||
        !copy_trimmed(out->text, equals + 1, line + strlen(line)))
        return false;
    shorten(out->key);
    out->is_number = is_number(out->text, &out->number);
    unquote(out->text);
    return *out->key != 0;
}

/* Calls for each value until it says true. */
static bool any_value(bool (*is)(const struct registry_value *v, const char *key, const char *name), const char *key,
                      const char *name, struct registry_value *out)
{
    const char *path = getenv("OPENWFP_REGISTRY");
    FILE       *file = path ? fopen(path, "r") : NULL;
    char       *line = NULL;
    size_t      room = 0;
    bool        found = false;
    while (file && !found && getline(&line, &room, file) > 0)
        found = registry_line(line, out) && is(out, key, name);
    if (file)
        fclose(file);
    free(line);
    return found;
}

static bool is_value(const struct registry_value *v, const char *key, const char *name)
{
    return strcasecmp(v->key, key) == 0 && strcasecmp(v->name, name) == 0;
}

static bool is_in(const struct registry_value *v, const char *key, const char *name)
{
    size_t n = strlen(key);
    (void)name;
    return strncasecmp(v->key, key, n) == 0 && (v->key[n] == 0 || v->key[n] == '\\');
}

bool registry_find_value(const char *key, const char *name, struct registry_value *out)
{
    struct registry_value found;
    if (!any_value(is_value, key, name, &found))
        return false;
    *out = found;
    return true;
}

bool registry_has_key(const char *key)
{
    struct registry_value any;
    return any_value(is_in, key, NULL, &any);
}
