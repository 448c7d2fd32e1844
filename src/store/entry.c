#include "store/entry.h"

#include "store/checksum.h"

#define FORMAT      1
#define KEY_SIZE    16
#define CHANGE_SIZE (1 + 4 + KEY_SIZE + 4) /* without the value */

static void put_number(struct buffer *b, uint64_t value, unsigned size)
{
    uint8_t *at = buffer_grow(b, size);
    for (unsigned i = 0; at && i < size; i++)
        at[i] = (uint8_t)(value >> 8 * (size - 1 - i));
}

static void put_key(struct buffer *b, const struct guid *key)
{
    put_number(b, key->data1, 4);
    put_number(b, key->data2, 2);
    put_number(b, key->data3, 2);
    buffer_put(b, key->data4, sizeof(key->data4));
}

static bool get_key(struct bytes *b, struct guid *key)
{
    return bytes_u32(b, &key->data1) && bytes_u16(b, &key->data2) && bytes_u16(b, &key->data3) &&
           bytes_copy(b, key->data4, sizeof(key->data4));
}

static bool get_wide(struct bytes *b, uint64_t *out)
{
    uint32_t high, low;
    if (!bytes_u32(b, &high) || !bytes_u32(b, &low))
        return false;
    *out = (uint64_t)high << 32 | low;
    return true;
}

bool entry_put(struct buffer *body, const struct store_change *change)
{
    size_t size = bytes_left(&change->item.value);
    if ((change->deleted && size) || size > STORE_BODY_MAX || body->size > STORE_BODY_MAX - size - CHANGE_SIZE)
        return false;
    put_number(body, change->deleted, 1);
    put_number(body, change->item.kind, 4);
    put_key(body, &change->item.key);
    put_number(body, size, 4);
    buffer_put(body, change->item.value.at, size);
    return true;
}

/* Bytes of a user's text that are kept: a character is not cut in two. */
static size_t user_size(const char *user)
{
    size_t size = strnlen(user, STORE_USER_MAX + 1);
    if (size <= STORE_USER_MAX)
        return size;
    size = STORE_USER_MAX;
    while (size && ((uint8_t)user[size] & 0xc0) == 0x80)
        size--;
    return size;
}

void entry_finish(struct buffer *head, uint64_t version, const struct store_who *who, uint32_t puts, uint32_t deletes,
                  struct bytes body)
{
    const char *user = who->user ? who->user : "";
    size_t      size = user_size(user);
    put_number(head, FORMAT, 1);
    put_number(head, version, 8);
    put_number(head, who->time_ns, 8);
    put_key(head, &who->session);
    put_number(head, size + 1, 2);
    buffer_put(head, user, size);
    put_number(head, 0, 1);
    put_number(head, puts, 4);
    put_number(head, deletes, 4);
    put_number(head, bytes_left(&body), 4);
    put_number(head, checksum(body), 8);
    put_number(head, checksum(buffer_bytes(head)), 8);
}

static bool get_user(struct bytes *b, const char **user)
{
    struct bytes text;
    uint16_t     size;
    if (!bytes_u16(b, &size) || size < 1 || size > STORE_USER_MAX + 1 || !bytes_sub(b, size, &text))
        return false;
    *user = (const char *)text.at;
    return strnlen(*user, size) + 1 == size;
}

bool entry_decode(struct bytes head, struct entry *out)
{
    struct bytes  whole = head;
    struct entry  e = { 0 };
    uint8_t       format;
    uint32_t      size;
    uint64_t      sum;
    if (!bytes_u8(&head, &format) || format != FORMAT || !get_wide(&head, &e.about.version) ||
        !get_wide(&head, &e.about.who.time_ns) || !get_key(&head, &e.about.who.session) ||
        !get_user(&head, &e.about.who.user) || !bytes_u32(&head, &e.about.puts) || !bytes_u32(&head, &e.about.deletes) || !bytes_u32(&head, &size) ||
        !get_wide(&head, &e.body_sum))
        return false;
    bytes_limit(&whole, bytes_since(whole.at, &head));
    if (!get_wide(&head, &sum) || bytes_left(&head) || sum != checksum(whole))
        return false;
    e.about.size = size;
    *out = e;
    return true;
}

bool entry_next(struct bytes *body, struct store_change *out)
{
    struct bytes        b = *body;
    struct store_change c;
    uint8_t             deleted;
    uint32_t            size;
    if (!bytes_u8(&b, &deleted) || deleted > 1 || !bytes_u32(&b, &c.item.kind) || !get_key(&b, &c.item.key) ||
        !bytes_u32(&b, &size) || (deleted && size) || !bytes_sub(&b, size, &c.item.value))
        return false;
    c.deleted = deleted;
    *body = b;
    *out = c;
    return true;
}

bool entry_check(const struct entry *e, struct bytes body)
{
    struct store_change c;
    uint64_t            puts = 0, deletes = 0;
    if (bytes_left(&body) != e->about.size || checksum(body) != e->body_sum)
        return false;
    while (entry_next(&body, &c)) {
        puts += !c.deleted;
        deletes += c.deleted;
    }
    return !bytes_left(&body) && puts == e->about.puts && deletes == e->about.deletes;
}
