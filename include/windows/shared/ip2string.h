/* Addresses to text and back. */
#ifndef OPENWFP_IP2STRING_H
#define OPENWFP_IP2STRING_H

#include "ntdef.h"

EXTERN_C_START

PSTR  RtlIpv4AddressToStringA(const IN_ADDR *address, PSTR text);
PWSTR RtlIpv4AddressToStringW(const IN_ADDR *address, PWSTR text);
PSTR  RtlIpv6AddressToStringA(const IN6_ADDR *address, PSTR text);
PWSTR RtlIpv6AddressToStringW(const IN6_ADDR *address, PWSTR text);
LONG  RtlIpv4AddressToStringExA(const IN_ADDR *address, USHORT port, PSTR text, PULONG size);
LONG  RtlIpv4AddressToStringExW(const IN_ADDR *address, USHORT port, PWSTR text, PULONG size);
LONG  RtlIpv6AddressToStringExA(const IN6_ADDR *address, ULONG scope, USHORT port, PSTR text, PULONG size);
LONG  RtlIpv6AddressToStringExW(const IN6_ADDR *address, ULONG scope, USHORT port, PWSTR text, PULONG size);
LONG  RtlIpv4StringToAddressA(PCSTR text, BOOLEAN strict, PCSTR *end, IN_ADDR *address);
LONG  RtlIpv4StringToAddressW(PCWSTR text, BOOLEAN strict, PCWSTR *end, IN_ADDR *address);
LONG  RtlIpv6StringToAddressA(PCSTR text, PCSTR *end, IN6_ADDR *address);
LONG  RtlIpv6StringToAddressW(PCWSTR text, PCWSTR *end, IN6_ADDR *address);
LONG  RtlIpv4StringToAddressExA(PCSTR text, BOOLEAN strict, IN_ADDR *address, PUSHORT port);
LONG  RtlIpv4StringToAddressExW(PCWSTR text, BOOLEAN strict, IN_ADDR *address, PUSHORT port);
LONG  RtlIpv6StringToAddressExA(PCSTR text, IN6_ADDR *address, PULONG scope, PUSHORT port);
LONG  RtlIpv6StringToAddressExW(PCWSTR text, IN6_ADDR *address, PULONG scope, PUSHORT port);

EXTERN_C_END

#ifdef UNICODE
#define RtlIpv4AddressToString   RtlIpv4AddressToStringW
#define RtlIpv6AddressToString   RtlIpv6AddressToStringW
#define RtlIpv4AddressToStringEx RtlIpv4AddressToStringExW
#define RtlIpv6AddressToStringEx RtlIpv6AddressToStringExW
#define RtlIpv4StringToAddress   RtlIpv4StringToAddressW
#define RtlIpv6StringToAddress   RtlIpv6StringToAddressW
#define RtlIpv4StringToAddressEx RtlIpv4StringToAddressExW
#define RtlIpv6StringToAddressEx RtlIpv6StringToAddressExW
#else
#define RtlIpv4AddressToString   RtlIpv4AddressToStringA
#define RtlIpv6AddressToString   RtlIpv6AddressToStringA
#define RtlIpv4AddressToStringEx RtlIpv4AddressToStringExA
#define RtlIpv6AddressToStringEx RtlIpv6AddressToStringExA
#define RtlIpv4StringToAddress   RtlIpv4StringToAddressA
#define RtlIpv6StringToAddress   RtlIpv6StringToAddressA
#define RtlIpv4StringToAddressEx RtlIpv4StringToAddressExA
#define RtlIpv6StringToAddressEx RtlIpv6StringToAddressExA
#endif

#endif
