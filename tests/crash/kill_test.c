/* kill -9 on real files: a child commits in a loop and writes the number of each version that was acknowledged into a pipe; it
 * is killed after a random number of them. Whatever it acknowledged is there when the store is opened again.
 *
 *   kill_test [ROUNDS] */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crash/disk.h"
#include "store/store.h"

#define ITEMS  7 /* a commit */
#define ROUNDS 12

static void require(bool truth, const char *what)
{
    if (truth)
        return;
    fprintf(stderr, "kill_test: %s\n", what);
    exit(1);
}

static struct store *open_it(const char *directory)
{
    struct store_config config = { .directory = directory, .snapshot_every = 5, .retain_versions = 20 };
    struct store_report report;
    struct store       *s = NULL;
    char                why[STORE_WHY_SIZE];
    if (store_open(&config, &s, &report, why) != WFP_OK) {
        fprintf(stderr, "kill_test: %s\n", why);
        exit(1);
    }
    require(!report.damage[0] && !report.snapshot_damage[0], "a kill was taken for damage");
    return s;
}

/* Every item of the state holds the version's number. */
static void commit_next(struct store *s)
{
    uint64_t            version = store_current(s) + 1, got = 0;
    struct store_change changes[ITEMS];
    struct store_who    who = { .user = "child" };
    for (unsigned i = 0; i < ITEMS; i++)
        changes[i] = (struct store_change){ .item = { i, { .data1 = i }, bytes_of(&version, sizeof(version)) } };
    require(store_commit(s, changes, ITEMS, &who, &got) == WFP_OK && got == version, "the child cannot commit");
}

static void child(const char *directory, int pipe_end)
{
    struct store *s = open_it(directory);
    for (;;) {
        commit_next(s);
        uint64_t version = store_current(s);
        if (write(pipe_end, &version, sizeof(version)) != sizeof(version))
            _exit(1);
    }
}

/* The last version that the child acknowledged, of at least `wanted` in this round. */
static uint64_t run_and_kill(const char *directory, unsigned wanted)
{
    int      ends[2];
    uint64_t version = 0, last = 0;
    require(pipe(ends) == 0, "no pipe");
    pid_t pid = fork();
    require(pid >= 0, "no fork");
    if (pid == 0) {
        close(ends[0]);
        child(directory, ends[1]);
    }
    close(ends[1]);
    for (unsigned i = 0; i < wanted && read(ends[0], &version, sizeof(version)) == sizeof(version); i++)
        last = version;
    require(kill(pid, SIGKILL) == 0, "no kill");
    while (read(ends[0], &version, sizeof(version)) == sizeof(version)) /* acknowledged before it died */
        last = version;
    close(ends[0]);
    require(waitpid(pid, NULL, 0) == pid, "no wait");
    return last;
}

struct seen {
    uint64_t version;
    unsigned n;
    bool     mixed;
};

static enum wfp_status see(void *context, const struct store_item *item)
{
    struct seen *seen = context;
    struct bytes value = item->value;
    uint64_t     version = 0;
    seen->mixed |= !bytes_copy(&value, &version, sizeof(version)) || version != seen->version;
    seen->n++;
    return WFP_OK;
}

static void check(const char *directory, uint64_t acknowledged)
{
    struct store *s = open_it(directory);
    struct seen   seen = { .version = store_current(s) };
    require(seen.version == acknowledged || seen.version == acknowledged + 1, "an acknowledged version is missing");
    require(store_load(s, see, &seen) == WFP_OK, "the state cannot be loaded");
    require(!seen.mixed && seen.n == (seen.version ? ITEMS : 0), "the state is not that of one version");
    require(store_close(s) == WFP_OK, "the store cannot be closed");
}

int main(int argc, char **argv)
{
    unsigned rounds = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : ROUNDS;
    uint64_t random = 1, acknowledged = 0;
    char     directory[] = "/tmp/openwfp-kill-XXXXXX", command[64];
    require(mkdtemp(directory) != NULL, "no directory");
    for (unsigned i = 0; i < rounds; i++) {
        acknowledged = run_and_kill(directory, 1 + disk_random(&random) % 40);
        require(acknowledged != 0, "the child did nothing");
        check(directory, acknowledged);
    }
    printf("%u kills, %" PRIu64 " versions\n", rounds, acknowledged);
    snprintf(command, sizeof(command), "rm -rf %s", directory);
    return system(command) != 0;
}
