#!/usr/bin/env python3
"""Writes the small seed corpora of the packet, module and security fuzzers: fuzz/corpus.py, from the root of the tree."""
import os
import struct

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "corpus")
ETHERNET, RAW, COOKED, COOKED2, NULL, LOOP = range(6)
V6_PAIR = bytes.fromhex("fd000000000000000000000000000001fd000000000000000000000000000002")
TCP = bytes.fromhex("303900500000000700000009601201000000000002 0405b4aabb".replace(" ", ""))
UDP = bytes.fromhex("30390035000b0000aabbcc")


def ip4(protocol, payload, fragment=0, options=b""):
    size = 20 + len(options)
    return struct.pack(">BBHHHBBH", 0x40 | size // 4, 0, size + len(payload), 7, fragment, 64, protocol, 0) + \
        bytes([10, 0, 0, 1, 10, 0, 0, 2]) + options + payload


def ip6(following, payload):
    return struct.pack(">IHBB", 0x60000000, len(payload), following, 64) + V6_PAIR + payload


def ethernet(kind, payload, tags=b""):
    return bytes.fromhex("020000000002020000000001") + tags + struct.pack(">H", kind) + payload


def headers(link, frame, kept=0xffff, flags=0):
    return struct.pack(">BBH", link, flags, kept) + frame


def record(family, ident, flags, offset, size):
    return struct.pack(">BBBBHH", family, ident, flags, 0, offset, size)


HEADERS = {
    "tcp4": headers(ETHERNET, ethernet(0x0800, ip4(6, TCP)) + bytes(4)),
    "tcp6": headers(ETHERNET, ethernet(0x86dd, ip6(6, TCP)), kept=60),
    "udp4-vlan": headers(ETHERNET, ethernet(0x0800, ip4(17, UDP, options=bytes([1, 1, 1, 0])), bytes.fromhex("88a8000781000008"))),
    "udp6-extensions": headers(RAW, ip6(0, bytes.fromhex("2b000104000000003c000000000000001101010c") + bytes(12) + UDP)),
    "ah6": headers(RAW, ip6(51, bytes.fromhex("1104000000000001") + bytes(16) + UDP)),
    "fragment4": headers(COOKED, bytes.fromhex("00000001000602000000000300000800") + ip4(17, UDP[:8], 0x20b9)),
    "fragment6": headers(COOKED2, bytes.fromhex("86dd000000000002000104060200000000030000") +
                         ip6(44, bytes.fromhex("110005a90000beef") + UDP[:8])),
    "echo4": headers(NULL, bytes.fromhex("02000000") + ip4(1, bytes.fromhex("0800000001020003ffff"))),
    "error4": headers(LOOP, bytes.fromhex("00000002") + ip4(1, bytes.fromhex("0303000000000000") + ip4(17, UDP))),
    "error6": headers(LOOP, bytes.fromhex("00000018") + ip6(58, bytes.fromhex("0104000000000000") +
                                                            ip6(44, bytes.fromhex("1100000100000001") + UDP))),
    "jumbo6": headers(RAW, struct.pack(">IHBB", 0x60000000, 0, 0, 64) + V6_PAIR + bytes.fromhex("1100c2040000001300") + UDP),
    "arp": headers(ETHERNET, ethernet(0x0806, bytes(28))),
}
REASSEMBLY = {
    "in-order4": record(0, 1, 1, 0, 1480) + record(0, 1, 1, 1480, 1480) + record(0, 1, 0, 2960, 11),
    "reverse6": record(1, 1, 0, 2960, 11) + record(1, 1, 1, 1480, 1480) + record(1, 1, 1, 0, 1480),
    "overlap": record(0, 1, 1, 0, 64) + record(0, 1, 3, 32, 64) + record(1, 1, 1, 0, 64) + record(1, 1, 0, 32, 64),
    "many": b"".join(record(i % 2, i % 4, 1, 0, 8000) for i in range(8)) + record(0, 2, 0, 8000, 3),
    "late": record(0, 1, 5, 0, 8) + record(0, 1, 4, 8, 8) + record(1, 1, 5, 0, 8) + record(1, 1, 5, 8, 8) + record(1, 1, 4, 16, 8),
    "big": record(0, 1, 0, 65528, 7) + record(0, 1, 1, 0, 8000) + record(1, 1, 0, 65528, 9),
}



def elf_section(kind, offset, size, link=0, entry_size=0):
    return struct.pack("<IIQQQQIIQQ", 0, kind, 0, 0, offset, size, link, 0, 8, entry_size)


def elf_symbol(name, info, section, value):
    return struct.pack("<IBBHQQ", name, info, 0, section, value, 8)


def elf(kind=3, machine=62, entry=b"DriverEntry"):
    """A shared object with one needed library, one missing and one own function."""
    strings = b"\0" + entry + b"\0DbgPrint\0libc.so.6\0"
    missing, library = strings.index(b"DbgPrint"), strings.index(b"libc")
    symbols = bytes(24) + elf_symbol(1, 0x12, 1, 0x1000) + elf_symbol(missing, 0x12, 0, 0)
    dynamic = struct.pack("<QQQQ", 1, library, 0, 0)
    at = 64 + 56
    strings_at, symbols_at = at, at + len(strings)
    dynamic_at = symbols_at + len(symbols)
    sections_at = dynamic_at + len(dynamic)
    sections = bytes(64) + elf_section(3, strings_at, len(strings)) + elf_section(11, symbols_at, len(symbols), 1, 24) + \
        elf_section(2, symbols_at, len(symbols), 1, 24) + elf_section(6, dynamic_at, len(dynamic), 1, 16)
    head = b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", kind, machine, 1, 0, 64, sections_at, 0, 64, 56, 1, 64,
                                                              5, 1)
    image = struct.pack("<IIQQQQQQ", 1, 5, 0, 0, 0, 0x2000, 0x2000, 4096)
    return head + image + strings + symbols + dynamic + sections


ELF = {
    "module": elf(),
    "library": elf(entry=b"NoDriver"),
    "program": elf(kind=2),
    "arm": elf(machine=183),
    "cut": elf()[:300],
}


def sid(authority, *parts):
    return struct.pack("<BB", 1, len(parts)) + authority.to_bytes(6, "big") + struct.pack(f"<{len(parts)}I", *parts)


def ace(kind, flags, mask, account):
    return struct.pack("<BBHI", kind, flags, 8 + len(account), mask) + account


def descriptor(control=0, owner=b"", group=b"", aces=()):
    """A self-relative one; without a list when aces is None."""
    body = b"".join(aces or ())
    acl = b"" if aces is None else struct.pack("<HHI", 2, 8 + len(body), len(aces)) + body
    at = 20 + len(owner) + len(group)
    return struct.pack("<HHIIII", 1, 0x8004 | control, 20 if owner else 0, 20 + len(owner) if group else 0, 0, at if acl else 0) + \
        owner + group + acl


def family(parent, child, container=False):
    return struct.pack("<H", len(parent) | container << 15) + parent + child


ADMINISTRATORS, USERS, SYSTEM, CREATOR = sid(5, 32, 544), sid(5, 32, 545), sid(5, 18), sid(3, 0)
ENGINE = descriptor(0, SYSTEM, SYSTEM, [ace(0, 3, 0xf07ff, ADMINISTRATORS), ace(0, 3, 0x50, sid(1, 0))])
DESCRIPTOR = {
    "default": family(ENGINE, descriptor(0x400, USERS, USERS, [ace(0, 0, 0x80, USERS), ace(0, 0x10, 1, SYSTEM)])),
    "container": family(ENGINE, descriptor(0, USERS, USERS, []), True),
    "protected": family(ENGINE, descriptor(0x1000, ADMINISTRATORS, b"", [ace(1, 0, 0x10000000, USERS)])),
    "creator": family(descriptor(0, b"", b"", [ace(0, 3, 0x80000000, CREATOR), ace(0, 9, 7, sid(3, 1))]),
                      descriptor(0, USERS, SYSTEM, []), True),
    "open": family(descriptor(aces=None), descriptor(aces=None)),
    "other-types": family(ENGINE, descriptor(0, USERS, USERS, [ace(10, 0, 1, USERS), ace(5, 0, 1, USERS)])),
}
SDDL = {
    "default": b"O:SYG:SYD:AI(A;OICI;0xf07ff;;;BA)(A;OICI;RPDT;;;WD)",
    "deny": b"D:PAI(D;;CC;;;S-1-5-21-1-2-3-1001)(A;OICINPIOID;GAGRGWGX;;;BU)",
    "open": b"O:S-1-22-1-1000D:NO_ACCESS_CONTROL",
    "sacl": b'S:AI(AU;SAFA;FA;;;WD)(XA;;FX;;;WD;(@User.a==")"))D:(A;;KA;;;AU)',
    "authority": b"O:S-1-0xffffffffffff-4294967295G:S-1-5D:ARP",
}

for subject, files in (("headers", HEADERS), ("reassembly", REASSEMBLY), ("elf", ELF), ("descriptor", DESCRIPTOR),
                       ("sddl", SDDL)):
    os.makedirs(os.path.join(FOLDER, subject), exist_ok=True)
    for name, data in files.items():
        with open(os.path.join(FOLDER, subject, name), "wb") as f:
            f.write(data)
