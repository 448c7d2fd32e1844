/* What a scenario does to a store on a disk of tests, and what must be true of the store afterwards. A second, simple model
 * keeps the items beside it: a number for each, 0 when it is not there. */
#ifndef WFP_TESTS_CRASH_SCRIPT_H
#define WFP_TESTS_CRASH_SCRIPT_H

#include "crash/disk.h"
#include "store/store.h"

#define SCRIPT_ITEMS    48
#define SCRIPT_VERSIONS 64

struct items {
    uint32_t value[SCRIPT_ITEMS]; /* its number decides its bytes */
};

struct script {
    struct disk        *disk;
    struct store       *store; /* NULL: not open */
    struct store_config config;
    struct store_report report;
    struct items        items;                    /* as acknowledged */
    uint64_t            acknowledged;             /* version */
    uint64_t            history[SCRIPT_VERSIONS]; /* digests of the states */
    uint64_t            snapshot;                 /* version that a durable snapshot is known of */
    bool                in_flight;                /* a commit began, and was not acknowledged: history[acknowledged + 1] */
    bool                damaged;                  /* by the scenario: the store may recover */
    bool                lost;                     /* the same, and there is nothing to recover from */
    uint32_t            next_value;
    char                wrong[256]; /* the first thing that must not be; "": none */
};

/* The numbers in `config` are the scenario's. */
void script_init(struct script *s, const struct store_config *config);
void script_free(struct script *s);
/* The script goes on on a copy of the disk. */
void script_fork(struct script *copy, const struct script *s);

__attribute__((format(printf, 2, 3))) void script_complain(struct script *s, const char *format, ...);

enum wfp_status script_open(struct script *s);
enum wfp_status script_close(struct script *s);
/* As if killed: memory is gone, the disk as it is. */
void script_kill(struct script *s);

/* One commit: `puts` items from `first` on get new values of about `size` bytes, the next `deletes` go. */
struct script_commit {
    unsigned first, puts, deletes, size;
};
enum wfp_status script_commit(struct script *s, struct script_commit what);
/* Back to an older version, by a commit of the difference. */
enum wfp_status script_rollback(struct script *s, uint64_t version);

/* Fills a table of the layout before versions, through an insert of kind, key and value, and the model with it. */
void script_layout_zero(struct script *s, sqlite3_stmt *insert);

/* Compares the open store with what is known: the current state, every retained version, the snapshot. */
void script_check(struct script *s);
/* Opens what a fault left, checks it, commits once more, closes, opens and checks again. */
void script_verify(struct script *s);

#endif
