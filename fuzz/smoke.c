/* The short version of a fuzz campaign for the ordinary suite: every corpus file, then seeded mutations of them. The same
 * inputs in every run, so that a failure can be repeated. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SIZE  4096
#define MAX_FILES 512
#define MUTATIONS 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct seed {
    uint8_t bytes[MAX_SIZE];
    size_t  size;
};

static uint64_t random_state = 0x9e3779b97f4a7c15u;

static uint32_t next_random(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 32);
}

static size_t load_corpus(const char *folder, struct seed *seeds)
{
    DIR *dir = opendir(folder);
    size_t count = 0;
    if (!dir)
        return 0;
    for (struct dirent *e; count < MAX_FILES && (e = readdir(dir));) {
        char path[4096];
        if (e->d_name[0] == '.')
            continue;
        snprintf(path, sizeof(path), "%s/%s", folder, e->d_name);
        FILE *f = fopen(path, "rb");
        if (!f)
            continue;
        seeds[count].size = fread(seeds[count].bytes, 1, MAX_SIZE, f);
        count++;
        fclose(f);
    }
    closedir(dir);
    return count;
}

/* Runs the target on an allocation of the exact size, so that a sanitizer sees one byte too many. */
static void run(const uint8_t *bytes, size_t size)
{
    uint8_t *exact = malloc(size ? size : 1);
    if (!exact)
        abort();
    memcpy(exact, bytes, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

static void mutate(struct seed *s)
{
    unsigned changes = 1 + next_random() % 8;
    for (unsigned i = 0; i < changes; i++) {
        switch (next_random() % 4) {
        case 0:
            s->size = s->size ? next_random() % (s->size + 1) : 0;
            break;
        case 1:
            if (s->size < MAX_SIZE)
                s->bytes[s->size++] = (uint8_t)next_random();
            break;
        default:
            if (s->size)
                s->bytes[next_random() % s->size] = (uint8_t)next_random();
        }
    }
}

int main(int argc, char **argv)
{
    static struct seed seeds[MAX_FILES];
    size_t count = argc > 1 ? load_corpus(argv[1], seeds) : 0;
    run((const uint8_t *)"", 0);
    for (size_t i = 0; i < count; i++)
        run(seeds[i].bytes, seeds[i].size);
    for (unsigned i = 0; i < MUTATIONS; i++) {
        struct seed s = count ? seeds[next_random() % count] : (struct seed){ .size = next_random() % 256 };
        if (!count)
            for (size_t k = 0; k < s.size; k++)
                s.bytes[k] = (uint8_t)next_random();
        mutate(&s);
        run(s.bytes, s.size);
    }
    printf("%zu corpus files, %d mutations\n", count, MUTATIONS);
    return 0;
}
