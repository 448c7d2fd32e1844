#include "objects.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "bfe/compile.h"
#include "callout/option.h"
#include "callout/pend.h"
#include "model/words.h"
#include "run.h"

void objects_init(struct objects *o)
{
    *o = (struct objects){ .json = json_pack("{s:[],s:[],s:[]}", "subLayers", "callouts", "filters") };
}

void objects_fini(struct objects *o)
{
    ruleset_free(o->rules);
    policy_file_free(o->file);
    for (unsigned i = 0; i < o->change_count; i++) {
        ruleset_free(o->old_rules[i]);
        policy_file_free(o->old_files[i]);
    }
    json_decref(o->json);
}

/* The policy is another one from the next packet on. */
static void change(struct objects *o)
{
    if (!o->rules)
        return;
    assert(o->change_count < CHANGES_MAX);
    o->old_rules[o->change_count] = o->rules;
    o->old_files[o->change_count++] = o->file;
    o->rules = NULL;
    o->file = NULL;
}

static void append(struct run *r, const char *array, json_t *object)
{
    change(&r->objects);
    json_array_append_new(json_object_get(r->objects.json, array), object);
}

void objects_sublayer(struct run *r)
{
    struct words w = words_of(r);
    const char  *name = word_take(&w);
    if (!word_accept(&w, "weight"))
        run_fail(r, "sublayer NAME weight N");
    append(r, "subLayers", json_pack("{s:s,s:I}", "name", name, "weight", (json_int_t)word_number(&w)));
}

/* As Microsoft's samples do: what is pended is absorbed (C-066). A callout that cannot pend answers as it does otherwise. */
static bool pend(struct script *s, const struct classify_in *in, struct classify_out *out)
{
    bool  has = in->metadata->present & METADATA_COMPLETION_HANDLE;
    void *handle = has ? in->metadata->completion_handle : NULL;
    s->pend_status = pend_operation(handle, s, &s->pended);
    if (s->pend_status != WFP_OK)
        return false;
    out->action = ACTION_BLOCK;
    out->rights &= ~(uint32_t)RIGHT_ACTION_WRITE;
    out->flags |= CLASSIFY_OUT_FLAG_ABSORB;
    return true;
}

static void classify(void *callout, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                     struct classify_out *out)
{
    struct script *s = callout;
    (void)in;
    (void)flow_context;
    observe_called(s->run, s->name);
    s->called = true;
    s->before = *out;
    s->rule = rule;
    if (s->option >= 0)
        s->option_status = classify_option_set((uint32_t)s->option, s->option_value);
    if (s->pends && pend(s, in, out))
        return;
    if (!s->leaves)
        out->action = s->answer;
    if (s->hard)
        out->rights &= ~(uint32_t)RIGHT_ACTION_WRITE;
    if (s->soft)
        out->rights |= RIGHT_ACTION_WRITE;
    if (s->absorb)
        out->flags |= CLASSIFY_OUT_FLAG_ABSORB;
}

static void take_answer(struct words *w, struct script *s)
{
    s->pends = word_accept(w, "pend");
    if (word_accept(w, "unregistered"))
        s->registered = false;
    else if (word_accept(w, "permit"))
        s->answer = ACTION_PERMIT;
    else if (word_accept(w, "block"))
        s->answer = ACTION_BLOCK;
    else if (word_accept(w, "continue"))
        s->answer = ACTION_CONTINUE;
    else if (word_accept(w, "nothing"))
        s->leaves = true;
    else
        run_fail(w->run, "a callout answers permit, block, continue or nothing, or is unregistered");
}

static void take_option(struct words *w, struct script *s)
{
    static const char *const names[CLASSIFY_OPTION_COUNT] = { "multicastState", "looseSource", "unicastLifetime",
                                                              "multicastLifetime" };
    for (int i = 0; i < CLASSIFY_OPTION_COUNT; i++)
        if (word_accept(w, names[i]))
            s->option = i;
    s->option_value = (uint32_t)word_number(w);
}

static struct script *add_script(struct run *r, const char *name)
{
    struct objects *o = &r->objects;
    assert(o->script_count < CALLOUTS_MAX);
    struct script *s = &o->scripts[o->script_count++];
    *s = (struct script){ .run = r, .name = name, .registered = true, .answer = ACTION_CONTINUE, .option = -1 };
    return s;
}

void objects_callout(struct run *r)
{
    struct words   w = words_of(r);
    struct script *s = add_script(r, word_take(&w));
    if (!word_accept(&w, "at"))
        run_fail(r, "callout NAME at LAYER ANSWER");
    append(r, "callouts", json_pack("{s:s,s:s}", "name", s->name, "layer", word_take(&w)));
    take_answer(&w, s);
    while (words_left(&w)) {
        if (word_accept(&w, "hard"))
            s->hard = true;
        else if (word_accept(&w, "soft"))
            s->soft = true;
        else if (word_accept(&w, "absorb"))
            s->absorb = true;
        else if (word_accept(&w, "option"))
            take_option(&w, s);
        else
            run_fail(r, "\"%s\" is no way to answer", word_take(&w));
    }
}

json_t *objects_value(struct run *r, const char *text)
{
    if (text[0] != '[')
        return json_string(names_resolve(r, text));
    json_t *list = json_array();
    for (const char *at = text + 1; *at && *at != ']';) {
        size_t n = strcspn(at, " ]");
        if (n)
            json_array_append_new(list, json_stringn(at, n));
        at += n + (at[n] == ' ');
    }
    return list;
}

static void take_conditions(struct words *w, json_t *filter)
{
    json_t *list = json_array();
    do {
        enum match_type match;
        json_t         *one = json_pack("{s:s}", "field", word_take(w));
        const char     *word = word_take(w);
        if (match_of_word(word, &match)) {
            json_object_set_new(one, "match", json_string(word));
            word = word_take(w);
        }
        json_object_set_new(one, "value", objects_value(w->run, word));
        json_array_append_new(list, one);
    } while (word_accept(w, "and"));
    json_object_set_new(filter, "conditions", list);
}

static void take_action(struct words *w, json_t *filter)
{
    static const char *const words[][2] = {
        { "terminating", "calloutTerminating" }, { "inspection", "calloutInspection" }, { "unknown", "calloutUnknown" },
    };
    for (unsigned i = 0; i < COUNT_OF(words); i++)
        if (word_accept(w, words[i][0])) {
            json_object_set_new(filter, "action", json_string(words[i][1]));
            json_object_set_new(filter, "callout", json_string(word_take(w)));
            return;
        }
    json_object_set_new(filter, "action", json_string(word_take(w)));
}

/* A weight of digits is a band; a longer one, in hexadecimal, the weight itself. */
static void take_weight(struct words *w, json_t *filter)
{
    const char *text = word_take(w);
    bool        whole = text[0] == '0' && text[1] == 'x';
    json_object_set_new(filter, "weight", whole ? json_string(text) : json_integer(strtoll(text, NULL, 10)));
}

void objects_filter(struct run *r)
{
    struct words w = words_of(r);
    json_t      *filter = json_pack("{s:s}", "name", word_take(&w));
    if (word_accept(&w, "in"))
        json_object_set_new(filter, "subLayer", json_string(word_take(&w)));
    if (!word_accept(&w, "at"))
        run_fail(r, "filter NAME [in SUBLAYER] at LAYER ...");
    json_object_set_new(filter, "layer", json_string(word_take(&w)));
    if (word_accept(&w, "if"))
        take_conditions(&w, filter);
    take_action(&w, filter);
    while (words_left(&w)) {
        if (word_accept(&w, "weight"))
            take_weight(&w, filter);
        else /* "clearActionRight" and the like: the loader knows them */
            json_object_set_new(filter, word_take(&w), json_true());
    }
    append(r, "filters", filter);
}

void objects_remove(struct run *r)
{
    struct words w = words_of(r);
    json_t      *filters = json_object_get(r->objects.json, "filters");
    const char  *name = word_take(&w);
    change(&r->objects);
    for (size_t i = 0; i < json_array_size(filters); i++) {
        if (strcmp(json_string_value(json_object_get(json_array_get(filters, i), "name")), name) != 0)
            continue;
        json_array_remove(filters, i);
        return;
    }
    run_fail(r, "there is no filter \"%s\"", name);
}

void objects_watch(struct run *r)
{
    struct words w = words_of(r);
    while (words_left(&w)) {
        const char *layer = word_take(&w);
        char        name[80];
        snprintf(name, sizeof(name), "watch %s", layer);
        add_script(r, arena_string(&r->arena, name));
        append(r, "callouts", json_pack("{s:s,s:s}", "name", name, "layer", layer));
        append(r, "filters", json_pack("{s:s,s:s,s:s,s:s,s:s}", "name", name, "layer", layer, "subLayer", "INSPECTION",
                                       "action", "calloutInspection", "callout", name));
    }
}

struct script *objects_script(struct objects *o, const char *name)
{
    for (unsigned i = 0; i < o->script_count; i++)
        if (strcmp(o->scripts[i].name, name) == 0)
            return &o->scripts[i];
    return NULL;
}

static enum wfp_status load(struct run *r, struct policy_error *error)
{
    char           *text = json_dumps(r->objects.json, 0);
    enum wfp_status err = policy_parse(text, strlen(text), "policy", &r->objects.file, error);
    free(text);
    return err;
}

/* A callout of a pair of layers is one object a family, under one name. */
static unsigned bind(struct run *r, const struct policy *policy, struct callout_binding *bindings)
{
    static const struct callout_ops ops = { classify };
    unsigned                        count = 0;
    for (uint32_t i = 0; i < policy->callout_count; i++) {
        struct script *s = objects_script(&r->objects, policy->callouts[i].name);
        if (s->registered)
            bindings[count++] = (struct callout_binding){ .key = policy->callouts[i].key, .ops = &ops, .callout = s };
    }
    return count;
}

bool objects_compile(struct run *r)
{
    struct callout_binding bindings[2 * CALLOUTS_MAX];
    struct policy_error    error;
    if (r->objects.rules)
        return true;
    if (load(r, &error) != WFP_OK) {
        run_fail(r, "%s", error.text);
        return false;
    }
    const struct policy *policy = policy_file_policy(r->objects.file);
    if (bfe_compile(policy, bindings, bind(r, policy, bindings), ++r->objects.generation, &r->objects.rules) == WFP_OK)
        return true;
    run_fail(r, "the policy does not compile");
    return false;
}

void objects_invalid(struct run *r)
{
    struct words        w = words_of(r);
    const char         *status = word_take(&w);
    struct policy_error error;
    enum wfp_status     err = load(r, &error);
    r->expectations++;
    if (err == WFP_OK)
        run_fail(r, "the policy is accepted");
    else if (strcmp(status_row(err)->name, status) != 0)
        run_fail(r, "the policy is refused with %s: %s", status_row(err)->name, error.text);
}
