/* Adapters, and interfaces by name, index, LUID and GUID. The LUID of an interface holds its Linux index; its GUID is made from its
 * name, so that it is the same after a restart. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_um/interfaces.h"
#include "api_um/winsock_address.h"
#include "base/guid.h"
#include "crt/crt.h"

#include <iphlpapi.h>

/* --- names -------------------------------------------------------------------------------------------------------------------------- */

static DWORD type_of(const struct interface_row *row)
{
    return row->loopback ? IF_TYPE_SOFTWARE_LOOPBACK : row->mac_size == 6 ? IF_TYPE_ETHERNET_CSMACD
           : row->point_to_point                                          ? IF_TYPE_TUNNEL
                                                                          : IF_TYPE_OTHER;
}

static NET_LUID luid_of(const struct interface_row *row)
{
    NET_LUID luid = { .Value = 0 };
    luid.Info.NetLuidIndex = row->index;
    luid.Info.IfType = (USHORT)type_of(row);
    return luid;
}

/* The row of an index; false with ERROR_FILE_NOT_FOUND in mind. */
static bool find_row(unsigned index, struct interface_row *out)
{
    struct interface_row     *rows;
    struct interface_address *addresses;
    size_t                    n, count;
    bool                      found = false;
    if (!interfaces_read(&rows, &n, &addresses, &count))
        return false;
    for (size_t i = 0; !found && i < n; i++)
        if ((found = rows[i].index == index))
            *out = rows[i];
    free(rows);
    free(addresses);
    return found;
}

NETIO_STATUS ConvertInterfaceIndexToLuid(NET_IFINDEX index, PNET_LUID luid)
{
    struct interface_row row;
    if (!luid)
        return ERROR_INVALID_PARAMETER;
    if (!find_row(index, &row))
        return ERROR_FILE_NOT_FOUND;
    *luid = luid_of(&row);
    return NO_ERROR;
}

NETIO_STATUS ConvertInterfaceLuidToIndex(const NET_LUID *luid, PNET_IFINDEX index)
{
    struct interface_row row;
    if (!luid || !index)
        return ERROR_INVALID_PARAMETER;
    if (!find_row((unsigned)luid->Info.NetLuidIndex, &row) || luid_of(&row).Value != luid->Value)
        return ERROR_FILE_NOT_FOUND;
    *index = row.index;
    return NO_ERROR;
}

NETIO_STATUS ConvertInterfaceAliasToLuid(const WCHAR *alias, PNET_LUID luid)
{
    char *name = um_narrow(alias);
    if (!name || !luid) {
        free(name);
        return ERROR_INVALID_PARAMETER;
    }
    unsigned index = interface_index(name);
    free(name);
    return index ? ConvertInterfaceIndexToLuid(index, luid) : ERROR_INVALID_PARAMETER;
}

NETIO_STATUS ConvertInterfaceLuidToAlias(const NET_LUID *luid, PWSTR alias, SIZE_T size)
{
    NET_IFINDEX  index;
    char         name[INTERFACE_NAME];
    DWORD        room = size > IF_MAX_STRING_SIZE ? IF_MAX_STRING_SIZE : (DWORD)size;
    NETIO_STATUS status = ConvertInterfaceLuidToIndex(luid, &index);
    if (status != NO_ERROR)
        return status;
    if (!interface_name(index, name))
        return ERROR_FILE_NOT_FOUND;
    return um_give_wide(name, alias, &room) ? NO_ERROR : ERROR_NOT_ENOUGH_MEMORY;
}

NETIO_STATUS ConvertInterfaceLuidToNameW(const NET_LUID *luid, PWSTR name, SIZE_T size)
{
    return ConvertInterfaceLuidToAlias(luid, name, size);
}

static struct guid guid_of_name(const char *name)
{
    return guid_from_name("interface", name);
}

NETIO_STATUS ConvertInterfaceLuidToGuid(const NET_LUID *luid, GUID *guid)
{
    NET_IFINDEX  index;
    char         name[INTERFACE_NAME];
    NETIO_STATUS status = guid ? ConvertInterfaceLuidToIndex(luid, &index) : ERROR_INVALID_PARAMETER;
    if (status != NO_ERROR)
        return status;
    if (!interface_name(index, name))
        return ERROR_FILE_NOT_FOUND;
    struct guid made = guid_of_name(name);
    memcpy(guid, &made, sizeof(*guid));
    return NO_ERROR;
}

NETIO_STATUS ConvertInterfaceGuidToLuid(const GUID *guid, PNET_LUID luid)
{
    struct interface_row     *rows;
    struct interface_address *addresses;
    size_t                    n, count;
    NETIO_STATUS              status = ERROR_FILE_NOT_FOUND;
    if (!guid || !luid)
        return ERROR_INVALID_PARAMETER;
    if (!interfaces_read(&rows, &n, &addresses, &count))
        return um_error_of_errno(errno);
    for (size_t i = 0; i < n; i++) {
        struct guid made = guid_of_name(rows[i].name);
        if (guid_equal(&made, (const struct guid *)guid)) {
            *luid = luid_of(&rows[i]);
            status = NO_ERROR;
        }
    }
    free(rows);
    free(addresses);
    return status;
}

VOID FreeMibTable(PVOID table)
{
    free(table);
}

/* --- routes -------------------------------------------------------------------------------------------------------------------------- */

VOID InitializeIpForwardEntry(PMIB_IPFORWARD_ROW2 row)
{
    *row = (MIB_IPFORWARD_ROW2){ .ValidLifetime = 0xFFFFFFFF, .PreferredLifetime = 0xFFFFFFFF, .Metric = 0xFFFFFFFF,
                                 .Protocol = MIB_IPPROTO_NETMGMT, .AutoconfigureAddress = TRUE, .Publish = TRUE, .Immortal = TRUE };
}

NETIO_STATUS CreateIpForwardEntry2(const MIB_IPFORWARD_ROW2 *row)
{
    return row ? ERROR_NOT_SUPPORTED : ERROR_INVALID_PARAMETER;
}

NETIO_STATUS DeleteIpForwardEntry2(const MIB_IPFORWARD_ROW2 *row)
{
    return row ? ERROR_NOT_SUPPORTED : ERROR_INVALID_PARAMETER;
}

DWORD GetBestInterfaceEx(SOCKADDR *address, PDWORD index)
{
    struct host_address to;
    int                 size = address && address->sa_family == WS_AF_INET6 ? (int)sizeof(SOCKADDR_IN6) : (int)sizeof(SOCKADDR_IN);
    if (!index || !ws_to_host(address, size, &to))
        return ERROR_INVALID_PARAMETER;
    unsigned found = interface_towards(&to);
    if (!found)
        return errno == ENETUNREACH ? ERROR_NETWORK_UNREACHABLE : um_error_of_errno(errno);
    *index = found;
    return NO_ERROR;
}

DWORD GetBestInterface(ULONG address, PDWORD index)
{
    SOCKADDR_IN to = { .sin_family = WS_AF_INET };
    to.sin_addr.S_un.S_addr = address;
    return GetBestInterfaceEx((SOCKADDR *)&to, index);
}

/* --- adapters: one block, written in two passes, of which the first only measures ------------------------------------------------------- */

struct block {
    char  *at; /* NULL: measures */
    size_t used;
};

static void *place(struct block *b, size_t size)
{
    void *p = b->at ? b->at + b->used : NULL;
    b->used += (size + 7) & ~(size_t)7;
    return p;
}

static PWCHAR place_text(struct block *b, const char *text)
{
    size_t n = owfp_mbstowcs(NULL, text, 0) + 1;
    PWCHAR out = place(b, n * sizeof(*out));
    if (out)
        owfp_mbstowcs(out, text, n);
    return out;
}

static PCHAR place_name(struct block *b, const char *name)
{
    char        braced[GUID_TEXT_SIZE + 2], text[GUID_TEXT_SIZE];
    struct guid guid = guid_of_name(name);
    int         n = snprintf(braced, sizeof(braced), "{%s}", guid_format(&guid, text)) + 1;
    PCHAR       out = place(b, (size_t)n);
    if (out)
        memcpy(out, braced, (size_t)n);
    return out;
}

static void *place_unicast(struct block *b, const struct interface_address *a)
{
    IP_ADAPTER_UNICAST_ADDRESS *u = place(b, sizeof(*u));
    SOCKADDR                   *address = place(b, sizeof(a->address.bytes));
    int                         size = sizeof(a->address.bytes);
    if (!u)
        return NULL;
    *u = (IP_ADAPTER_UNICAST_ADDRESS){ .Length = sizeof(*u), .DadState = IpDadStatePreferred, .ValidLifetime = 0xFFFFFFFF,
                                       .PreferredLifetime = 0xFFFFFFFF, .LeaseLifetime = 0xFFFFFFFF,
                                       .OnLinkPrefixLength = a->prefix };
    ws_from_host(&a->address, address, &size);
    u->Address = (SOCKET_ADDRESS){ address, size };
    return u;
}

struct adapters {
    struct interface_row     *rows;
    struct interface_address *addresses;
    size_t                    row_count, address_count;
    ULONG                     flags;
    enum host_family          family; /* HOST_UNSPEC: both */
};

static void place_unicasts(struct block *b, const struct adapters *a, unsigned index, PIP_ADAPTER_UNICAST_ADDRESS *end)
{
    for (size_t i = 0; i < a->address_count; i++) {
        const struct interface_address *d = &a->addresses[i];
        if (d->index != index || (a->family != HOST_UNSPEC && d->address.family != a->family))
            continue;
        void *placed = place_unicast(b, d);
        if (placed) {
            *end = placed;
            end = &(*end)->Next;
        }
    }
}

static void place_adapter(struct block *b, const struct adapters *a, const struct interface_row *row, PIP_ADAPTER_ADDRESSES **end)
{
    IP_ADAPTER_ADDRESSES      *out = place(b, sizeof(*out)), measured;
    IP_ADAPTER_ADDRESSES      *into = out ? out : &measured;
    *into = (IP_ADAPTER_ADDRESSES){ .Length = sizeof(*out), .IfIndex = row->index, .Ipv6IfIndex = row->index,
                                    .PhysicalAddressLength = row->mac_size, .Mtu = row->mtu, .IfType = type_of(row),
                                    .Flags = row->multicast ? 0 : IP_ADAPTER_NO_MULTICAST,
                                    .OperStatus = row->up ? IfOperStatusUp : IfOperStatusDown, .Luid = luid_of(row),
                                    .CompartmentId = 1, .ConnectionType = NET_IF_CONNECTION_DEDICATED };
    memcpy(into->PhysicalAddress, row->mac, row->mac_size);
    into->AdapterName = place_name(b, row->name);
    into->Description = place_text(b, row->name);
    into->FriendlyName = a->flags & GAA_FLAG_SKIP_FRIENDLY_NAME ? NULL : place_text(b, row->name);
    into->DnsSuffix = place_text(b, "");
    if (!(a->flags & GAA_FLAG_SKIP_UNICAST))
        place_unicasts(b, a, row->index, &into->FirstUnicastAddress);
    if (out) {
        **end = out;
        *end = &out->Next;
    }
}

static size_t place_all(const struct adapters *a, PIP_ADAPTER_ADDRESSES at)
{
    struct block          b = { .at = (char *)at };
    PIP_ADAPTER_ADDRESSES first = NULL, *end = &first;
    for (size_t i = 0; i < a->row_count; i++)
        place_adapter(&b, a, &a->rows[i], &end);
    return b.used;
}

ULONG GetAdaptersAddresses(ULONG family, ULONG flags, PVOID reserved, PIP_ADAPTER_ADDRESSES addresses, PULONG size)
{
    struct adapters a = { .flags = flags, .family = ws_family((int)family) };
    ULONG           status = ERROR_BUFFER_OVERFLOW;
    if (!size || reserved || (a.family != HOST_UNSPEC && a.family != HOST_INET && a.family != HOST_INET6))
        return ERROR_INVALID_PARAMETER;
    if (!interfaces_read(&a.rows, &a.row_count, &a.addresses, &a.address_count))
        return um_error_of_errno(errno);
    size_t needed = place_all(&a, NULL);
    if (a.row_count == 0) {
        status = ERROR_NO_DATA;
    } else if (addresses && *size >= needed) {
        place_all(&a, addresses);
        status = NO_ERROR;
    } else {
        *size = (ULONG)needed;
    }
    free(a.rows);
    free(a.addresses);
    return status;
}
