/* The two links behind the kit: starting BFE on a folder, ending it. No Windows here: these are the house's own headers. */
#ifndef WFP_TESTS_MANAGEMENT_LINK_H
#define WFP_TESTS_MANAGEMENT_LINK_H

struct bfe;

struct link_ops {
    /* On FOLDER/state, with FOLDER/services for the file system that services are looked up in. */
    void (*begin)(const char *folder, unsigned txn_limit_ms);
    void (*end)(void);
    /* Ends, and leaves FOLDER/state as the disk held it at the moment of the call. */
    void (*kill)(const char *folder);
    /* All sessions. */
    void (*cancel)(void);
};

extern const struct link_ops link_direct, link_socket;

/* Direct only: is told of every ruleset that has been current, when another one takes its place, in a test or while BFE begins. NULL:
 * nobody. A ruleset lives until the engine ends. */
struct ruleset;
void link_on_retire(void (*retired)(const struct ruleset *r));
/* Direct only: the engine of the test that runs; NULL otherwise. */
struct bfe *link_bfe(void);
/* Direct only: what the engine says of a connection to the address at ALE_AUTH_CONNECT_V4; NULL: with the current ruleset. */
struct link_verdict {
    unsigned           action; /* FWP_ACTION_... */
    unsigned long long filter; /* its run-time id; 0: none has decided */
};
const struct ruleset *link_ruleset(void);
struct link_verdict link_classify(const struct ruleset *r, unsigned remote_address);
/* Direct only: where drivers register their callouts. A driver of the test registers one of that key, which hears of its filters and
 * refuses them while `refuses`; and takes it back. */
struct callout_registry *link_callouts(void);
struct link_driver {
    int      refuses;
    unsigned heard[3]; /* by FWPS_CALLOUT_NOTIFY_TYPE */
};
int link_driver_register(struct link_driver *d, const void *key);
int link_driver_unregister(const void *key);
/* Whether the management calls have one of that name. */
int link_has_call(const char *name);
/* Socket only: the daemon's process, 0 when there is none. */
int link_daemon(void);

#endif
