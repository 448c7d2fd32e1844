/* Addresses as text. The address family is data: one function a direction, for both and for narrow and wide text. */
#include <arpa/inet.h>
#include <string.h>

#include "api_km/border.h"

#include <ip2string.h>

enum { TEXT_MAX = INET6_ADDRSTRLEN };

/* Where the text ends, which is what these functions return. */
static PSTR narrow(int family, const void *address, PSTR text)
{
    char buffer[TEXT_MAX];
    inet_ntop(family, address, buffer, sizeof(buffer));
    return (char *)memcpy(text, buffer, strlen(buffer) + 1) + strlen(buffer);
}

static PWSTR wide(int family, const void *address, PWSTR text)
{
    char   buffer[TEXT_MAX];
    size_t length = (size_t)(narrow(family, address, buffer) - buffer);
    for (size_t i = 0; i <= length; i++)
        text[i] = (WCHAR)buffer[i];
    return text + length;
}

PSTR RtlIpv4AddressToStringA(const IN_ADDR *address, PSTR text)
{
    return narrow(AF_INET, address, text);
}

PSTR RtlIpv6AddressToStringA(const IN6_ADDR *address, PSTR text)
{
    return narrow(AF_INET6, address, text);
}

PWSTR RtlIpv4AddressToStringW(const IN_ADDR *address, PWSTR text)
{
    return wide(AF_INET, address, text);
}

PWSTR RtlIpv6AddressToStringW(const IN6_ADDR *address, PWSTR text)
{
    return wide(AF_INET6, address, text);
}

/* The longest start of the text that can belong to an address, as narrow characters; more than an address has: not
 * one. */
static size_t address_run(int family, const CHAR *a, const WCHAR *w, char out[TEXT_MAX])
{
    const char *allowed = family == AF_INET ? "0123456789." : "0123456789abcdefABCDEF:.";
    size_t      n = 0;
    for (; n < TEXT_MAX - 1; n++) {
        unsigned c = a ? (UCHAR)a[n] : w[n];
        if (c == 0 || c > 0x7f || !strchr(allowed, (int)c))
            break;
        out[n] = (char)c;
    }
    out[n] = 0;
    return n;
}

/* Only the four-part form of IPv4 is known; the shorter ones of non-strict parsing are refused. */
static LONG parse(int family, const CHAR *a, const WCHAR *w, void *address, size_t *used)
{
    char text[TEXT_MAX];
    *used = address_run(family, a, w, text);
    return inet_pton(family, text, address) == 1 ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

LONG RtlIpv4StringToAddressA(PCSTR text, BOOLEAN strict, PCSTR *end, IN_ADDR *address)
{
    size_t used;
    LONG   status = parse(AF_INET, text, NULL, address, &used);
    (void)strict;
    *end = text + used;
    return status;
}

LONG RtlIpv4StringToAddressW(PCWSTR text, BOOLEAN strict, PCWSTR *end, IN_ADDR *address)
{
    size_t used;
    LONG   status = parse(AF_INET, NULL, text, address, &used);
    (void)strict;
    *end = text + used;
    return status;
}

LONG RtlIpv6StringToAddressA(PCSTR text, PCSTR *end, IN6_ADDR *address)
{
    size_t used;
    LONG   status = parse(AF_INET6, text, NULL, address, &used);
    *end = text + used;
    return status;
}

LONG RtlIpv6StringToAddressW(PCWSTR text, PCWSTR *end, IN6_ADDR *address)
{
    size_t used;
    LONG   status = parse(AF_INET6, NULL, text, address, &used);
    *end = text + used;
    return status;
}
