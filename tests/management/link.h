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
};

extern const struct link_ops link_direct, link_socket;

/* Direct only: the engine of the test that runs; NULL otherwise. */
struct bfe *link_bfe(void);
/* Socket only: the daemon's process, 0 when there is none. */
int link_daemon(void);

#endif
