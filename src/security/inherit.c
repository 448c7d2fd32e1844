#include "security/inherit.h"

#include "security/access.h"
#include "security/parts.h"
#include "security/token.h"
#include "security/wellknown.h"

#define INHERITABLE (ACE_OBJECT_INHERIT | ACE_CONTAINER_INHERIT)

/* A list that grows; every entry put into it may become two. */
struct list {
    struct ace *aces;
    uint32_t    count;
};

static enum wfp_status list_init(struct list *l, uint32_t entries, struct arena *arena)
{
    l->count = 0;
    l->aces = arena_array(arena, 2 * (size_t)entries, sizeof(*l->aces));
    return l->aces ? WFP_OK : WFP_NO_MEMORY;
}

/* Whom a creator SID stands for on this object; the SID itself when it is none, or the object has no such member. */
static const uint8_t *account_of(const uint8_t *sid, const struct sd_parts *object)
{
    if (object->owner && sid_equal(sid, well_known_sid(SID_CREATOR_OWNER)))
        return object->owner;
    if (object->group && sid_equal(sid, well_known_sid(SID_CREATOR_GROUP)))
        return object->group;
    return sid;
}

/* Puts an entry that stands on the object. Generic rights are mapped in place, since all objects map them alike; but a creator
 * SID means somebody else on every child, so there the entry is split in two: who it is here, and what goes on. */
static void list_apply(struct list *l, struct ace ace, const struct sd_parts *object)
{
    const uint8_t *account = account_of(ace.sid, object);
    if (ace.flags & ACE_INHERIT_ONLY) {
        l->aces[l->count++] = ace;
        return;
    }
    struct ace here = ace;
    here.mask = access_map(ace.mask);
    here.sid = account;
    if (account != ace.sid)
        here.flags &= ACE_INHERITED;
    l->aces[l->count++] = here;
    if (account != ace.sid && (ace.flags & INHERITABLE)) {
        ace.flags |= ACE_INHERIT_ONLY;
        l->aces[l->count++] = ace;
    }
}

/* The flags of a parent's entry on its child. False when the child does not get it. */
static bool child_flags(uint8_t parent, bool is_container, uint8_t *out)
{
    bool    effective = parent & (is_container ? ACE_CONTAINER_INHERIT : ACE_OBJECT_INHERIT);
    bool    goes_on = is_container && (parent & INHERITABLE) && !(parent & ACE_NO_PROPAGATE);
    uint8_t flags = ACE_INHERITED;
    if (!effective && !goes_on)
        return false;
    if (goes_on)
        flags |= parent & INHERITABLE;
    if (!effective)
        flags |= ACE_INHERIT_ONLY;
    *out = flags;
    return true;
}

enum wfp_status parts_own(struct sd_parts *p, bool adopt, struct arena *arena)
{
    struct list own;
    if (p->dacl != DACL_LIST)
        return WFP_OK;
    RETURN_IF(list_init(&own, p->ace_count, arena));
    for (uint32_t i = 0; i < p->ace_count; i++) {
        struct ace ace = p->aces[i];
        if ((ace.flags & ACE_INHERITED) && !adopt)
            continue;
        ace.flags &= (uint8_t)~ACE_INHERITED;
        list_apply(&own, ace, p);
    }
    p->aces = own.aces;
    p->ace_count = own.count;
    return WFP_OK;
}

enum wfp_status parts_inherit(struct sd_parts *p, const struct byte_blob *parent, bool is_container, struct arena *arena)
{
    struct sd_parts from = { .dacl = DACL_ABSENT };
    struct list     all;
    if (p->dacl != DACL_LIST || (p->control & SD_DACL_PROTECTED) || !parent)
        return WFP_OK;
    RETURN_IF(sd_read(parent, arena, &from));
    RETURN_IF(list_init(&all, p->ace_count + from.ace_count, arena));
    for (uint32_t i = 0; i < p->ace_count; i++)
        all.aces[all.count++] = p->aces[i];
    for (uint32_t i = 0; i < from.ace_count; i++) {
        struct ace ace = from.aces[i];
        if (child_flags(ace.flags, is_container, &ace.flags))
            list_apply(&all, ace, p);
    }
    p->aces = all.aces;
    p->ace_count = all.count;
    p->control |= SD_DACL_AUTO_INHERITED;
    return WFP_OK;
}

enum wfp_status sd_for_child(const struct byte_blob *parent, const struct byte_blob *creator, const uint8_t *owner,
                             const uint8_t *group, bool is_container, struct arena *arena, struct byte_blob **out)
{
    struct sd_parts parts = { .dacl = DACL_ABSENT };
    if (creator)
        RETURN_IF(sd_read(creator, arena, &parts));
    if (!parts.owner)
        parts.owner = owner;
    if (!parts.group)
        parts.group = group;
    if (parts.dacl == DACL_ABSENT) { /* nothing was said about the list: all of it comes from the parent */
        parts.dacl = DACL_LIST;
        parts.control &= (uint16_t)~SD_DACL_PROTECTED;
    }
    RETURN_IF(parts_own(&parts, parts.control & SD_DACL_PROTECTED, arena));
    RETURN_IF(parts_inherit(&parts, parent, is_container, arena));
    return sd_build(&parts, arena, out);
}

/* The object's own entries as they are: they were applied when they were set. */
static void drop_inherited(struct sd_parts *p)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->ace_count; i++)
        if (!(p->aces[i].flags & ACE_INHERITED))
            p->aces[n++] = p->aces[i];
    p->ace_count = n;
}

enum wfp_status sd_reinherit(const struct byte_blob *parent, const struct byte_blob *child, bool is_container,
                             struct arena *arena, struct byte_blob **out)
{
    struct sd_parts parts;
    RETURN_IF(sd_read(child, arena, &parts));
    if (!(parts.control & SD_DACL_PROTECTED))
        drop_inherited(&parts);
    RETURN_IF(parts_inherit(&parts, parent, is_container, arena));
    return sd_build(&parts, arena, out);
}
