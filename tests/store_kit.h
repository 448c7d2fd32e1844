/* A store in a directory of its own, for tests on real files. */
#ifndef WFP_TESTS_STORE_KIT_H
#define WFP_TESTS_STORE_KIT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.h"

static char                kit_directory[64];
static struct store       *kit_store;
static struct store_report kit_report;
static char                kit_why[STORE_WHY_SIZE];
static struct store_config kit_config;

static inline int kit_setup(void **state)
{
    (void)state;
    /* In memory where there is such a place: these tests are about contents, and a sync of a disk takes its time. */
    strcpy(kit_directory, access("/dev/shm", W_OK) == 0 ? "/dev/shm/openwfp-store-XXXXXX" : "/tmp/openwfp-store-XXXXXX");
    kit_store = NULL;
    kit_config = (struct store_config){ .directory = kit_directory, .now_ns = 1700000000000000000u };
    return mkdtemp(kit_directory) ? 0 : -1;
}

static inline int kit_teardown(void **state)
{
    char command[96];
    (void)state;
    (void)!store_close(kit_store);
    kit_store = NULL;
    snprintf(command, sizeof(command), "rm -rf %s", kit_directory);
    return system(command);
}

static inline enum wfp_status kit_open(void)
{
    return store_open(&kit_config, &kit_store, &kit_report, kit_why);
}

static inline enum wfp_status kit_close(void)
{
    enum wfp_status err = store_close(kit_store);
    kit_store = NULL;
    return err;
}

static inline const char *kit_path(const char *name)
{
    static char paths[4][192];
    static int  next;
    char       *path = paths[next++ % 4];
    snprintf(path, sizeof(paths[0]), "%s/%s", kit_directory, name);
    return path;
}

static inline bool kit_has(const char *name)
{
    struct stat st;
    return stat(kit_path(name), &st) == 0;
}

/* kind 1, key, value; an empty string for a value deletes. */
static inline enum wfp_status kit_put(uint32_t key, const char *value)
{
    struct store_change change = { !*value, { 1, { .data1 = key }, bytes_of(value, strlen(value)) } };
    struct store_who    who = { .user = "kit", .time_ns = 5 };
    return store_commit(kit_store, &change, 1, &who, NULL);
}

struct kit_text {
    char text[512];
};

/* "1=one 2=two " */
static inline enum wfp_status kit_item(void *context, const struct store_item *item)
{
    struct kit_text *t = context;
    size_t           used = strlen(t->text);
    snprintf(t->text + used, sizeof(t->text) - used, "%u=%.*s ", item->key.data1, (int)bytes_left(&item->value),
             bytes_left(&item->value) ? (const char *)item->value.at : "");
    return WFP_OK;
}

/* The same with "-2 " for what is deleted. */
static inline enum wfp_status kit_change(void *context, const struct store_change *change)
{
    struct kit_text *t = context;
    size_t           used = strlen(t->text);
    if (!change->deleted)
        return kit_item(context, &change->item);
    snprintf(t->text + used, sizeof(t->text) - used, "-%u ", change->item.key.data1);
    return WFP_OK;
}

/* The state now; static storage. */
static inline const char *kit_state(void)
{
    static struct kit_text t;
    t.text[0] = 0;
    return store_load(kit_store, kit_item, &t) == WFP_OK ? t.text : "cannot be loaded";
}

static inline const char *kit_state_at(uint64_t version)
{
    static struct kit_text t;
    t.text[0] = 0;
    return store_state_at(kit_store, version, kit_item, &t) == WFP_OK ? t.text : "cannot be had";
}

#endif
