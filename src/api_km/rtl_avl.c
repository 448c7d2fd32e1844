/* Ordered tables of a driver's own elements (RTL_AVL_TABLE). The public head holds the tree; the balance is kept by
 * rank rather than by Windows' own rotations, which no driver sees: an element's bytes stand behind its
 * RTL_BALANCED_LINKS, and its address stays until it is deleted. Not for several threads: the driver locks. */
#include <string.h>

#include "api_km/border.h"

typedef RTL_BALANCED_LINKS LINKS;

static void *element_of(LINKS *n)
{
    return n ? n + 1 : NULL;
}

static LINKS **root_of(PRTL_AVL_TABLE t)
{
    return &t->BalancedRoot.RightChild;
}

VOID RtlInitializeGenericTableAvl(PRTL_AVL_TABLE table, PRTL_AVL_COMPARE_ROUTINE compare, PRTL_AVL_ALLOCATE_ROUTINE allocate,
                                  PRTL_AVL_FREE_ROUTINE release, PVOID context)
{
    *table = (RTL_AVL_TABLE){ .CompareRoutine = compare, .AllocateRoutine = allocate, .FreeRoutine = release,
                              .TableContext = context };
    table->BalancedRoot.Parent = &table->BalancedRoot;
}

/* --- heights ------------------------------------------------------------------------------------------------------ */

/* Balance holds the node's height; 127 levels are more than memory can hold. */
static int height(const LINKS *n)
{
    return n ? n->Balance : 0;
}

static void measure(LINKS *n)
{
    int left = height(n->LeftChild), right = height(n->RightChild);
    n->Balance = (CHAR)((left > right ? left : right) + 1);
}

static void attach(LINKS *parent, LINKS **slot, LINKS *child)
{
    *slot = child;
    if (child)
        child->Parent = parent;
}

/* Where the node hangs. */
static LINKS **slot_of(LINKS *n)
{
    return n->Parent->LeftChild == n ? &n->Parent->LeftChild : &n->Parent->RightChild;
}

/* The child on the heavier side comes up; `left` says which side it is on. */
static LINKS *rotate(LINKS *n, bool left)
{
    LINKS  *up = left ? n->LeftChild : n->RightChild, *parent = n->Parent, **slot = slot_of(n);
    LINKS  *middle = left ? up->RightChild : up->LeftChild;
    attach(n, left ? &n->LeftChild : &n->RightChild, middle);
    attach(up, left ? &up->RightChild : &up->LeftChild, n);
    attach(parent, slot, up);
    measure(n);
    measure(up);
    return up;
}

static LINKS *balance(LINKS *n)
{
    int lean = height(n->LeftChild) - height(n->RightChild);
    measure(n);
    if (lean > 1) {
        if (height(n->LeftChild->LeftChild) < height(n->LeftChild->RightChild))
            rotate(n->LeftChild, false);
        return rotate(n, true);
    }
    if (lean < -1) {
        if (height(n->RightChild->RightChild) < height(n->RightChild->LeftChild))
            rotate(n->RightChild, true);
        return rotate(n, false);
    }
    return n;
}

static void balance_up(PRTL_AVL_TABLE t, LINKS *n)
{
    for (; n != &t->BalancedRoot; n = n->Parent)
        n = balance(n);
    t->DepthOfTree = (ULONG)height(*root_of(t));
}

/* --- finding ------------------------------------------------------------------------------------------------------ */

/* The node with this element, or NULL; *parent and *slot say where it is or would be. */
static LINKS *find(PRTL_AVL_TABLE t, PVOID buffer, LINKS **parent, LINKS ***slot)
{
    *parent = &t->BalancedRoot;
    *slot = root_of(t);
    while (**slot) {
        RTL_GENERIC_COMPARE_RESULTS order = t->CompareRoutine(t, buffer, element_of(**slot));
        if (order == GenericEqual)
            return **slot;
        *parent = **slot;
        *slot = order == GenericLessThan ? &(*parent)->LeftChild : &(*parent)->RightChild;
    }
    return NULL;
}

static LINKS *leftmost(LINKS *n)
{
    while (n && n->LeftChild)
        n = n->LeftChild;
    return n;
}

static LINKS *next_of(PRTL_AVL_TABLE t, LINKS *n)
{
    if (n->RightChild)
        return leftmost(n->RightChild);
    while (n->Parent != &t->BalancedRoot && n->Parent->RightChild == n)
        n = n->Parent;
    return n->Parent == &t->BalancedRoot ? NULL : n->Parent;
}

static LINKS *previous_of(PRTL_AVL_TABLE t, LINKS *n)
{
    LINKS *before = n->LeftChild;
    while (before && before->RightChild)
        before = before->RightChild;
    if (before)
        return before;
    while (n->Parent != &t->BalancedRoot && n->Parent->LeftChild == n)
        n = n->Parent;
    return n->Parent == &t->BalancedRoot ? NULL : n->Parent;
}

PVOID RtlLookupElementGenericTableAvl(PRTL_AVL_TABLE table, PVOID buffer)
{
    LINKS *parent, **slot;
    return element_of(find(table, buffer, &parent, &slot));
}

/* --- changing ----------------------------------------------------------------------------------------------------- */

PVOID RtlInsertElementGenericTableAvl(PRTL_AVL_TABLE table, PVOID buffer, CLONG size, PBOOLEAN isNew)
{
    LINKS *parent, **slot, *n = find(table, buffer, &parent, &slot);
    if (isNew)
        *isNew = n == NULL;
    if (n)
        return element_of(n);
    n = table->AllocateRoutine(table, (CLONG)sizeof(*n) + size);
    if (!n) {
        if (isNew)
            *isNew = FALSE;
        return NULL;
    }
    *n = (LINKS){ .Balance = 1 };
    memcpy(element_of(n), buffer, size);
    attach(parent, slot, n);
    table->NumberGenericTableElements++;
    balance_up(table, parent);
    return element_of(n);
}

/* `with` takes the place of n; it has no place of its own any more. */
static void replace(LINKS *n, LINKS *with)
{
    LINKS **slot = slot_of(n);
    attach(n->Parent, slot, with);
    attach(with, &with->LeftChild, n->LeftChild);
    attach(with, &with->RightChild, n->RightChild);
    measure(with);
}

static void take_out(PRTL_AVL_TABLE t, LINKS *n)
{
    LINKS *lowest;
    if (n->LeftChild && n->RightChild) {
        LINKS *next = leftmost(n->RightChild);
        lowest = next->Parent == n ? next : next->Parent;
        attach(next->Parent, slot_of(next), next->RightChild);
        replace(n, next);
    } else {
        lowest = n->Parent;
        attach(n->Parent, slot_of(n), n->LeftChild ? n->LeftChild : n->RightChild);
    }
    balance_up(t, lowest);
}

BOOLEAN RtlDeleteElementGenericTableAvl(PRTL_AVL_TABLE table, PVOID buffer)
{
    LINKS *parent, **slot, *n = find(table, buffer, &parent, &slot);
    if (!n)
        return FALSE;
    if (table->RestartKey == n) /* the enumeration goes on with the next one */
        table->RestartKey = previous_of(table, n);
    take_out(table, n);
    table->NumberGenericTableElements--;
    table->DeleteCount++;
    table->OrderedPointer = NULL;
    table->FreeRoutine(table, n);
    return TRUE;
}

/* --- walking ------------------------------------------------------------------------------------------------------ */

PVOID RtlEnumerateGenericTableWithoutSplayingAvl(PRTL_AVL_TABLE table, PVOID *restart)
{
    LINKS *n = *restart ? next_of(table, *restart) : leftmost(*root_of(table));
    if (n)
        *restart = n;
    return element_of(n);
}

PVOID RtlEnumerateGenericTableAvl(PRTL_AVL_TABLE table, BOOLEAN restart)
{
    PVOID at = restart ? NULL : table->RestartKey;
    PVOID element = RtlEnumerateGenericTableWithoutSplayingAvl(table, &at);
    table->RestartKey = at;
    return element;
}

PVOID RtlGetElementGenericTableAvl(PRTL_AVL_TABLE table, ULONG index)
{
    LINKS *n = leftmost(*root_of(table));
    while (n && index-- > 0)
        n = next_of(table, n);
    return element_of(n);
}

ULONG RtlNumberGenericTableElementsAvl(PRTL_AVL_TABLE table)
{
    return table->NumberGenericTableElements;
}

BOOLEAN RtlIsGenericTableEmptyAvl(PRTL_AVL_TABLE table)
{
    return table->NumberGenericTableElements == 0;
}
