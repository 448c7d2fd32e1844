#include "model/words.h"

#include <stddef.h>
#include <strings.h>

const struct word match_words[MATCH_WORD_COUNT] = {
    { "equal", MATCH_EQUAL },
    { "notEqual", MATCH_NOT_EQUAL },
    { "greater", MATCH_GREATER },
    { "less", MATCH_LESS },
    { "greaterOrEqual", MATCH_GREATER_OR_EQUAL },
    { "lessOrEqual", MATCH_LESS_OR_EQUAL },
    { "range", MATCH_RANGE },
    { "flagsAllSet", MATCH_FLAGS_ALL_SET },
    { "flagsAnySet", MATCH_FLAGS_ANY_SET },
    { "flagsNoneSet", MATCH_FLAGS_NONE_SET },
    { "equalCaseInsensitive", MATCH_EQUAL_CASE_INSENSITIVE },
    { "prefix", MATCH_PREFIX },
    { "notPrefix", MATCH_NOT_PREFIX },
};

const struct word action_words[ACTION_WORD_COUNT] = {
    { "permit", ACTION_PERMIT },
    { "block", ACTION_BLOCK },
    { "calloutTerminating", ACTION_CALLOUT_TERMINATING },
    { "calloutInspection", ACTION_CALLOUT_INSPECTION },
    { "calloutUnknown", ACTION_CALLOUT_UNKNOWN },
};

static const char *word_of(const struct word *words, size_t count, unsigned value)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].value == value)
            return words[i].name;
    return "?";
}

static bool of_word(const struct word *words, size_t count, const char *name, unsigned *out)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(words[i].name, name) == 0) {
            *out = words[i].value;
            return true;
        }
    return false;
}

const char *match_word(enum match_type match)
{
    return word_of(match_words, MATCH_WORD_COUNT, match);
}

const char *action_word(enum action_type action)
{
    return word_of(action_words, ACTION_WORD_COUNT, action);
}

bool match_of_word(const char *name, enum match_type *out)
{
    unsigned value;
    if (!of_word(match_words, MATCH_WORD_COUNT, name, &value))
        return false;
    *out = (enum match_type)value;
    return true;
}

bool action_of_word(const char *name, enum action_type *out)
{
    unsigned value;
    if (!of_word(action_words, ACTION_WORD_COUNT, name, &value))
        return false;
    *out = (enum action_type)value;
    return true;
}

const char *type_word(enum data_type type)
{
    static const struct word types[] = {
        { "EMPTY", TYPE_EMPTY },
        { "UINT8", TYPE_UINT8 },
        { "UINT16", TYPE_UINT16 },
        { "UINT32", TYPE_UINT32 },
        { "UINT64", TYPE_UINT64 },
        { "INT8", TYPE_INT8 },
        { "INT16", TYPE_INT16 },
        { "INT32", TYPE_INT32 },
        { "INT64", TYPE_INT64 },
        { "FLOAT", TYPE_FLOAT },
        { "DOUBLE", TYPE_DOUBLE },
        { "BYTE_ARRAY16", TYPE_BYTE_ARRAY16 },
        { "BYTE_BLOB", TYPE_BYTE_BLOB },
        { "SID", TYPE_SID },
        { "SECURITY_DESCRIPTOR", TYPE_SECURITY_DESCRIPTOR },
        { "TOKEN_INFORMATION", TYPE_TOKEN_INFORMATION },
        { "TOKEN_ACCESS_INFORMATION", TYPE_TOKEN_ACCESS_INFORMATION },
        { "UNICODE_STRING", TYPE_UNICODE_STRING },
        { "BYTE_ARRAY6", TYPE_BYTE_ARRAY6 },
        { "V4_ADDR_MASK", TYPE_V4_ADDR_MASK },
        { "V6_ADDR_MASK", TYPE_V6_ADDR_MASK },
        { "RANGE", TYPE_RANGE },
    };
    return word_of(types, sizeof(types) / sizeof(types[0]), type);
}
