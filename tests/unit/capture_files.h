/* Capture files made byte by byte for tests, in a scratch folder that vanishes at the end of the program. Little endian unless
 * a function says otherwise. */
#ifndef TEST_CAPTURE_FILES_H
#define TEST_CAPTURE_FILES_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct file_bytes {
    uint8_t data[8192];
    size_t  size;
};

static char scratch_folder[64];

static inline void scratch_remove(void)
{
    char command[128];
    snprintf(command, sizeof(command), "rm -rf '%s'", scratch_folder);
    if (system(command) != 0)
        fprintf(stderr, "%s is left over\n", scratch_folder);
}

/* The path of a name in the scratch folder; valid until four calls later. */
static inline const char *scratch(const char *name)
{
    static char     paths[4][256];
    static unsigned next;
    if (!*scratch_folder) {
        strcpy(scratch_folder, "/tmp/wfp-test-XXXXXX");
        if (!mkdtemp(scratch_folder))
            abort();
        atexit(scratch_remove);
    }
    char *path = paths[next++ % 4];
    snprintf(path, sizeof(paths[0]), "%s/%s", scratch_folder, name);
    return path;
}

static inline void add(struct file_bytes *f, const void *data, size_t size)
{
    if (size > sizeof(f->data) - f->size)
        abort();
    memcpy(f->data + f->size, data, size);
    f->size += size;
}

static inline void add_text(struct file_bytes *f, const char *text)
{
    add(f, text, strlen(text));
}

static inline void add_u16(struct file_bytes *f, uint16_t v)
{
    add(f, (uint8_t[]){ v & 0xff, v >> 8 }, 2);
}

static inline void add_u32(struct file_bytes *f, uint32_t v)
{
    add_u16(f, v & 0xffff);
    add_u16(f, v >> 16);
}

static inline const char *save_as(const struct file_bytes *f, const char *name)
{
    const char *path = scratch(name);
    FILE       *out = fopen(path, "wb");
    if (!out || fwrite(f->data, 1, f->size, out) != f->size || fclose(out) != 0)
        abort();
    return path;
}

#define PCAP_MICRO 0xa1b2c3d4u
#define PCAP_NANO  0xa1b23c4du

static inline struct file_bytes pcap_file_of(uint32_t magic, uint32_t linktype)
{
    struct file_bytes f = { .size = 0 };
    add_u32(&f, magic);
    add_u16(&f, 2);
    add_u16(&f, 4);
    add_u32(&f, 0);
    add_u32(&f, 0);
    add_u32(&f, 65535);
    add_u32(&f, linktype);
    return f;
}

static inline void add_pcap_packet(struct file_bytes *f, uint32_t seconds, uint32_t fraction, uint32_t captured, uint32_t wire)
{
    add_u32(f, seconds);
    add_u32(f, fraction);
    add_u32(f, captured);
    add_u32(f, wire);
    for (uint32_t i = 0; i < captured; i++)
        add(f, (uint8_t[]){ (uint8_t)(i * 7 + captured) }, 1);
}

static inline void add_section(struct file_bytes *f)
{
    add_u32(f, 0x0a0d0d0a);
    add_u32(f, 28);
    add_u32(f, 0x1a2b3c4d);
    add_u32(f, 1);
    add_u32(f, UINT32_MAX);
    add_u32(f, UINT32_MAX);
    add_u32(f, 28);
}

/* With nanosecond times and, when not 0, a time offset in seconds. */
static inline void add_interface(struct file_bytes *f, uint16_t linktype, uint32_t snaplen, int32_t offset)
{
    add_u32(f, 1);
    add_u32(f, 44);
    add_u32(f, linktype);
    add_u32(f, snaplen);
    add_u32(f, 9 | 1 << 16);
    add_u32(f, 9);
    add_u32(f, 14 | 8 << 16);
    add_u32(f, (uint32_t)offset);
    add_u32(f, offset < 0 ? UINT32_MAX : 0);
    add_u32(f, 0);
    add_u32(f, 44);
}

static inline void add_block_packet(struct file_bytes *f, uint32_t interface, uint64_t time)
{
    add_u32(f, 6);
    add_u32(f, 36);
    add_u32(f, interface);
    add_u32(f, (uint32_t)(time >> 32));
    add_u32(f, (uint32_t)time);
    add_u32(f, 4);
    add_u32(f, 4);
    add_u32(f, 0x01020304);
    add_u32(f, 36);
}

#endif
