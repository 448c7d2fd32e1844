/* Generic tables: what was looked at last comes to the root. Elements lie in one list by the order of insertion, too, which is what
 * RtlGetElementGenericTable() counts by. */
#include <string.h>

#include "api_km/border.h"

#include <ntddk.h>

typedef RTL_SPLAY_LINKS LINKS;

struct element {
    LINKS      links; /* first; in the tree */
    LIST_ENTRY order;
    UCHAR      data[];
};

static struct element *element_of(LINKS *n)
{
    return (struct element *)n;
}

static PVOID data_of(LINKS *n)
{
    return n ? element_of(n)->data : NULL;
}

static LIST_ENTRY *order_of(PRTL_GENERIC_TABLE table)
{
    return &table->InsertOrderList;
}

VOID RtlInitializeGenericTable(PRTL_GENERIC_TABLE table, PRTL_GENERIC_COMPARE_ROUTINE compare,
                               PRTL_GENERIC_ALLOCATE_ROUTINE allocate, PRTL_GENERIC_FREE_ROUTINE release, PVOID context)
{
    *table = (RTL_GENERIC_TABLE){ .CompareRoutine = compare, .AllocateRoutine = allocate, .FreeRoutine = release,
                                  .TableContext = context };
    InitializeListHead(order_of(table));
}

/* --- the tree ----------------------------------------------------------------------------------------------------- */

static void hang(LINKS *parent, LINKS **slot, LINKS *child)
{
    *slot = child;
    if (child)
        child->Parent = parent;
}

/* Splits what is below the root by the key and puts the node that is closest to it on top. */
static LINKS *splay(PRTL_GENERIC_TABLE t, LINKS *root, PVOID key)
{
    LINKS ends = { 0 }, *less = &ends, *more = &ends; /* ends.RightChild: all below the key; ends.LeftChild: all above */
    for (;;) {
        int     way = t->CompareRoutine(t, key, data_of(root));
        LINKS **down = way == GenericLessThan ? &root->LeftChild : &root->RightChild, *next = *down;
        if (way == GenericEqual || !next)
            break;
        if (t->CompareRoutine(t, key, data_of(next)) == (RTL_GENERIC_COMPARE_RESULTS)way) { /* twice the same way: turn */
            bool left = way == GenericLessThan;
            hang(root, down, left ? next->RightChild : next->LeftChild);
            hang(next, left ? &next->RightChild : &next->LeftChild, root);
            root = next;
            next = left ? root->LeftChild : root->RightChild;
            if (!next)
                break;
        }
        if (way == GenericLessThan) {
            hang(more, &more->LeftChild, root);
            more = root;
        } else {
            hang(less, &less->RightChild, root);
            less = root;
        }
        root = next;
    }
    hang(less, &less->RightChild, root->LeftChild);
    hang(more, &more->LeftChild, root->RightChild);
    hang(root, &root->LeftChild, ends.RightChild);
    hang(root, &root->RightChild, ends.LeftChild);
    root->Parent = root;
    return root;
}

/* The element with the key, at the root; NULL: none. */
static LINKS *find(PRTL_GENERIC_TABLE t, PVOID key)
{
    if (!t->TableRoot)
        return NULL;
    t->TableRoot = splay(t, t->TableRoot, key);
    return t->CompareRoutine(t, key, data_of(t->TableRoot)) == GenericEqual ? t->TableRoot : NULL;
}

static LINKS *leftmost(LINKS *n)
{
    while (n && n->LeftChild)
        n = n->LeftChild;
    return n;
}

static LINKS *successor(LINKS *n)
{
    if (n->RightChild)
        return leftmost(n->RightChild);
    while (n->Parent != n && n->Parent->RightChild == n)
        n = n->Parent;
    return n->Parent == n ? NULL : n->Parent;
}

/* --- elements ----------------------------------------------------------------------------------------------------- */

PVOID RtlLookupElementGenericTable(PRTL_GENERIC_TABLE table, PVOID buffer)
{
    return data_of(find(table, buffer));
}

/* The old root is the key's neighbour, since find() was here before. */
static void make_root(PRTL_GENERIC_TABLE t, LINKS *n)
{
    LINKS *old = t->TableRoot;
    *n = (LINKS){ .Parent = n };
    if (old && t->CompareRoutine(t, data_of(n), data_of(old)) == GenericLessThan) {
        hang(n, &n->LeftChild, old->LeftChild);
        old->LeftChild = NULL;
        hang(n, &n->RightChild, old);
    } else if (old) {
        hang(n, &n->RightChild, old->RightChild);
        old->RightChild = NULL;
        hang(n, &n->LeftChild, old);
    }
    t->TableRoot = n;
}

PVOID RtlInsertElementGenericTable(PRTL_GENERIC_TABLE table, PVOID buffer, CLONG size, PBOOLEAN isNew)
{
    LINKS *there = find(table, buffer);
    if (isNew)
        *isNew = !there;
    if (there)
        return data_of(there);
    struct element *e = table->AllocateRoutine(table, (CLONG)(sizeof(*e) + size));
    if (!e) {
        if (isNew)
            *isNew = FALSE;
        return NULL;
    }
    memcpy(e->data, buffer, size);
    make_root(table, &e->links);
    InsertTailList(order_of(table), &e->order);
    table->NumberGenericTableElements++;
    return e->data;
}

BOOLEAN RtlDeleteElementGenericTable(PRTL_GENERIC_TABLE table, PVOID buffer)
{
    LINKS *gone = find(table, buffer);
    if (!gone)
        return FALSE;
    LINKS *left = gone->LeftChild, *right = gone->RightChild;
    if (left) {
        left = splay(table, left, data_of(gone)); /* the greatest of them, without anything to its right */
        hang(left, &left->RightChild, right);
    } else if (right) {
        right->Parent = right;
    }
    table->TableRoot = left ? left : right;
    table->NumberGenericTableElements--;
    table->OrderedPointer = NULL;
    table->WhichOrderedElement = 0;
    RemoveEntryList(&element_of(gone)->order);
    table->FreeRoutine(table, gone);
    return TRUE;
}

PVOID RtlEnumerateGenericTableWithoutSplaying(PRTL_GENERIC_TABLE table, PVOID *restart)
{
    LINKS *next = *restart ? successor(*restart) : leftmost(table->TableRoot);
    if (next)
        *restart = next;
    return data_of(next);
}

/* The last one given is the root, unless somebody looked for another since. */
PVOID RtlEnumerateGenericTable(PRTL_GENERIC_TABLE table, BOOLEAN restart)
{
    LINKS *next = !table->TableRoot ? NULL : restart ? leftmost(table->TableRoot) : successor(table->TableRoot);
    if (next)
        table->TableRoot = splay(table, table->TableRoot, data_of(next));
    return data_of(next);
}

PVOID RtlGetElementGenericTable(PRTL_GENERIC_TABLE table, ULONG index)
{
    LIST_ENTRY *at = order_of(table)->Flink;
    if (index >= table->NumberGenericTableElements)
        return NULL;
    while (index--)
        at = at->Flink;
    return CONTAINING_RECORD(at, struct element, order)->data;
}

ULONG RtlNumberGenericTableElements(PRTL_GENERIC_TABLE table)
{
    return table->NumberGenericTableElements;
}

BOOLEAN RtlIsGenericTableEmpty(PRTL_GENERIC_TABLE table)
{
    return table->NumberGenericTableElements == 0;
}
