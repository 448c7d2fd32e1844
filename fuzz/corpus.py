#!/usr/bin/env python3
"""Writes the small seed corpora of the packet, module and security fuzzers: fuzz/corpus.py, from the root of the tree."""
"""Writes the small seed corpora of the packet, module and store fuzzers: fuzz/corpus.py, from the root of the tree."""
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


def segment(frame, gso, size, start, offset):
    return struct.pack(">BBHHHH", 1, gso, 54, size, start, offset) + frame




def walk(kind, *frames):
    return bytes([kind]) + b"".join(struct.pack(">BH", port, len(frame)) + frame for port, frame in frames)


def arp(operation, sender, target, mac=b"\2\0\0\0\0\1"):
    return ethernet(0x0806, struct.pack(">HHBBH", 1, 0x0800, 6, 4, operation) + mac + bytes(sender) + bytes(6) + bytes(target))


def to_many(frame):
    return bytes.fromhex("ffffffffffff") + frame[6:]


def summed(packet):
    total = sum(struct.unpack(">10H", packet[:20]))
    total = (total & 0xffff) + (total >> 16)
    return packet[:10] + struct.pack(">H", ~(total + (total >> 16)) & 0xffff) + packet[12:]


SYN = ethernet(0x0800, summed(ip4(6, TCP[:12] + b"\x50\2" + TCP[14:20])))
ECHO6 = bytes.fromhex("8000000000010002")
SOLICIT = bytes.fromhex("60000000") + struct.pack(">HBB", 32, 58, 255) + V6_PAIR + \
    bytes.fromhex("8700000000000000fd0000000000000000000000000000020101020000000001")
GATEWAY = {
    "syn": walk(0, (0, SYN), (1, SYN)),
    "udp6": walk(0, (0, ethernet(0x86dd, ip6(17, UDP))), (1, ethernet(0x86dd, ip6(17, UDP)))),
    "fragments4": walk(0, (1, ethernet(0x0800, summed(ip4(17, UDP[:8], 0x2000)))), (1, ethernet(0x0800, summed(ip4(17, UDP[8:], 1))))),
    "error4": walk(0, (0, SYN), (1, ethernet(0x0800, summed(ip4(1, bytes.fromhex("0303000000000000") + ip4(17, UDP)))))),
    "arp": walk(0, (0, to_many(arp(1, (10, 0, 0, 1), (10, 0, 0, 2)))), (1, arp(2, (10, 0, 0, 2), (10, 0, 0, 1)))),
    "discovery": walk(0, (0, ethernet(0x86dd, SOLICIT))),
    "forward4": walk(1, (0, to_many(arp(1, (10, 0, 0, 1), (10, 0, 0, 254)))), (0, SYN), (1, SYN)),
    "forward6": walk(1, (0, ethernet(0x86dd, SOLICIT)), (0, ethernet(0x86dd, ip6(58, ECHO6)))),
}

SEGMENT = {
    "tcp4": segment(ethernet(0x0800, ip4(6, TCP + bytes(range(200)))), 1, 50, 34, 16),
    "tcp6": segment(ethernet(0x86dd, ip6(6, TCP + bytes(100))), 2, 99, 54, 16),
    "udp4-vlan": segment(ethernet(0x0800, ip4(17, struct.pack(">HHHH", 1, 2, 108, 0) + bytes(100)), bytes.fromhex("81000008")), 3, 30, 38, 6),
    "udp6": segment(ethernet(0x86dd, ip6(17, struct.pack(">HHHH", 1, 2, 58, 0) + bytes(50))), 3, 1, 54, 6),
    "checksum": segment(ethernet(0x0800, ip4(17, UDP)), 0, 0, 34, 6),
    "outside": segment(ethernet(0x0806, bytes(28)), 0, 0, 60, 65535),
}


def port(*frames):
    return b"".join(struct.pack(">H", len(f)) + f for f in frames)


PORT = {
    "three": port(SEGMENT["tcp4"], SEGMENT["checksum"], SEGMENT["udp6"]),
    "bad": port(SEGMENT["outside"], b"", SEGMENT["tcp6"][:30], SEGMENT["udp4-vlan"]),
}


def rebuild(v6, mdl_size, old_size, protocol, packet, control=b""):
    return bytes([v6, mdl_size, old_size, protocol, len(control)]) + control + packet


def message(level, kind, value):
    return struct.pack("<QIII4x", 20, level, kind, value)


IP_HEADER = {
    "new4": rebuild(0, 3, 0, 17, UDP, message(0, 21, 7) + message(0, 3, 0x2e)),
    "new6": rebuild(1, 255, 0, 6, TCP, message(41, 39, 0x2e)[:20]),
    "replace4": rebuild(0, 1, 28, 6, ip4(6, TCP, options=bytes([0x94, 4, 0, 0, 1, 1, 1, 0]))),
    "replace6": rebuild(1, 7, 40, 58, ip6(58, bytes.fromhex("8000000001020003ffff"))),
    "extensions6": rebuild(1, 16, 64, 17, ip6(60, bytes.fromhex("2c00010400000000") + bytes.fromhex("3c00000000000009") +
                                              bytes.fromhex("1100010400000000") + UDP)),
    "ah4": rebuild(0, 30, 44, 17, ip4(51, bytes.fromhex("1104000000000001") + bytes(16) + UDP)),
    "bad": rebuild(0, 8, 19, 6, ip4(6, TCP)),
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



def frame(number, body, kind=2, length=None):
    return struct.pack("<I4sI", len(body) if length is None else length, b"WFP%d" % kind, number) + body


RPC = {
    "one": b"\xff" + frame(1, b"hello"),
    "many": b"\x06" + b"".join(frame(i, bytes(i * 3)) for i in range(9)),
    "cut": b"\x00" + frame(1, b"whole") + frame(2, b"not so")[:-3],
    "empty": b"\x0b" + frame(0, b"") * 4,
    "long": b"\x40" + frame(7, bytes(300), length=1 << 20),
    "too-long": b"\x40" + frame(7, b"", length=(1 << 20) + 1),
    "reply": b"\x10" + frame(3, b"mine") + frame(3, b"yours", kind=3),
    "garbage": b"\x10" + b"GET / HTTP/1.1\r\n\r\n",
}


CALLS = 210  # more than there are functions


def made(number, seed, spoilt=0, by=0):
    """A request that fuzz/serve_fuzz.c makes."""
    return struct.pack(">BHIHB", 0, number, seed, spoilt, by)


def plain(body):
    return struct.pack(">BH", 1, len(body)) + body


SERVE = {
    **{f"each-{who}-{part}": bytes([0x80 | who]) + b"".join(made(n, 1000 * who + n) for n in range(part, CALLS, 5))
       for who in range(3) for part in range(5)},
    **{f"one-{n}": b"\x80" + b"".join(made(n, seed) for seed in range(12)) for n in range(1, CALLS, 6)},
    "transactions": b"\x80" + b"".join(made(n, n) for n in (130, 33, 94, 131, 33, 130, 36, 33, 129, 43, 33, 38, 27, 30, 130)),
    **{f"work-{who}-{first}": bytes([0x80 | who]) + b"".join(
        made(n, 100 * first + i) for i, n in enumerate(
            (130, 33, 33, 1, 94, 33, 131, 34, 38, 38, 37, 43, 44, 33, 36, 45, 130, 33, 36, 40, 129, 41, 42, 33, 34, 38, 27, 30, 33)))
       for who in range(3) for first in range(6)},
    "spoilt": b"\x80" + b"".join(made(n, n, 3 + n, 0xff) for n in range(1, 60)),
    "plain": b"\x80" + plain(b"\x83\x01\x18\x1b\xa0") + plain(b"\x83\x01\x18\x1e\xa0") + plain(b"") + plain(b"\x9f\xff"),
}


WORD = 2 ** 64 - 1


def checksum(data):
    """src/store/checksum.h."""
    def mix(total, word):
        total = ((total ^ word) * 0x9e3779b97f4a7c15) & WORD
        return total ^ total >> 29
    total = mix(0x6f70656e77667021, len(data))
    whole = len(data) // 8 * 8
    for at in range(0, whole, 8):
        total = mix(total, int.from_bytes(data[at:at + 8], "big"))
    for byte in data[whole:]:
        total = mix(total, byte)
    return mix(total, 0)


def change(kind, key, value=None):
    return struct.pack(">BI16sI", value is None, kind, bytes([key] * 16), len(value or b"")) + (value or b"")


def store_head(body, puts, deletes, user=b"root"):
    return struct.pack(">BQQ16sH", 1, 5, 1700000000000000000, bytes(range(16)), len(user) + 1) + user + b"\0" + \
        struct.pack(">IIIQ", puts, deletes, len(body), checksum(body))


def store_file(body, puts, deletes=0):
    head = store_head(body, puts, deletes)
    head += struct.pack(">Q", checksum(head))
    return b"OWFPSNAP" + struct.pack(">I", len(head)) + head + body


THREE = change(1, 2, b"one") + change(7, 3) + change(0xffffffff, 4, bytes(40))
STORE = {
    "file": b"\0" + store_file(change(1, 2, b"value") + change(2, 2, b""), 2),
    "file-empty": b"\0" + store_file(b"", 0),
    "head": b"\1" + store_head(b"", 0, 0),
    "head-nobody": b"\1" + store_head(THREE, 2, 1, b""),
    "body": b"\2" + THREE,
    "body-in-file": b"\3" + THREE,
    "body-cut": b"\2" + THREE[:-1],
}

REDIRECT = {
    "none": struct.pack("<QQ", 0x5253445250465749, 0),
    "two": struct.pack("<QQ", 0x5253445250465749, 2) + struct.pack("<QQQ", 1, 40, 0) + struct.pack("<QQQ", 2, 41, 9),
    "cut": struct.pack("<QQ", 0x5253445250465749, 1) + bytes(23),
}

BROADCAST = bytes.fromhex("ffffffffffff020000000001")


def switched(source, kinds, rest, one=10, two=20):
    """Kinds of port: 0 none, 1 access, 2 trunk (18: with a native id), 3 isolated, 4 community, 5 promiscuous."""
    return struct.pack(">B4BHH", source, *kinds, one - 1, two - 1) + BROADCAST + rest


FRAME_TAG = {
    "untagged": switched(1, (1, 2, 18, 0), bytes.fromhex("0800") + b"payload"),
    "tagged": switched(2, (1, 2, 18, 0), bytes.fromhex("8100a00a0800") + b"payload"),
    "stacked": switched(2, (1, 2, 2, 0), bytes.fromhex("88a8000a810000140800") + b"payload"),
    "private": switched(1, (3, 4, 5, 2), bytes.fromhex("0806") + b"payload"),
    "priority": switched(1, (1, 2, 18, 0), bytes.fromhex("8100e0000800") + b"x"),
    "cut_tag": switched(2, (2, 2, 2, 2), bytes.fromhex("8100a0")),
}

OIDS = ("ACTIVATE PORT_CREATE PORT_UPDATED PORT_TEARDOWN PORT_DELETE NIC_CREATE NIC_CONNECT NIC_UPDATED NIC_DISCONNECT NIC_DELETE "
        "PROPERTY_ADD PROPERTY_UPDATE PROPERTY_DELETE PORT_PROPERTY_ADD PORT_PROPERTY_UPDATE PORT_PROPERTY_DELETE NIC_SAVE "
        "NIC_SAVE_COMPLETE NIC_RESTORE NIC_RESTORE_COMPLETE").split()
COMPLETE = 0x80  # what is pended, before the next request


def requests(*steps):
    """(name, where, detail, answers): answers 0 pass, 1 refuse, 2 pend, 3 pend and answer early; times 4 for the second extension."""
    return b"".join(bytes((OIDS.index(name.lstrip("+")) | COMPLETE * name.startswith("+"), *rest)) for name, *rest in steps)


SWITCH_REQUEST = {
    "life": requests(("PORT_CREATE", 0, 10, 0), ("NIC_CREATE", 0, 9, 0), ("NIC_CONNECT", 0, 0, 0), ("PORT_PROPERTY_ADD", 0, 1, 0),
                     ("NIC_SAVE", 0, 0, 1), ("NIC_SAVE", 0, 0, 0), ("NIC_SAVE_COMPLETE", 0, 0, 0), ("NIC_DISCONNECT", 0, 0, 0),
                     ("NIC_DELETE", 0, 0, 0), ("PORT_TEARDOWN", 0, 0, 0), ("PORT_DELETE", 0, 0, 0)),
    "pend": requests(("PORT_CREATE", 0, 10, 2), ("PORT_CREATE", 1, 10, 0), ("+NIC_CREATE", 0, 0, 8), ("+NIC_CONNECT", 1, 0, 3),
                     ("NIC_CONNECT", 0, 0, 12)),
    "refuse": requests(("PORT_CREATE", 0, 10, 1), ("PORT_CREATE", 0, 10, 4), ("PORT_CREATE", 0, 10, 0), ("PORT_TEARDOWN", 0, 0, 5),
                       ("PORT_DELETE", 0, 0, 1)),
    "restore": requests(("PORT_CREATE", 2, 10, 0), ("NIC_CREATE", 2, 9, 0), ("NIC_RESTORE", 2, 7, 0), ("NIC_RESTORE_COMPLETE", 2, 0, 2),
                        ("+PROPERTY_ADD", 0, 1, 0), ("PROPERTY_DELETE", 0, 1, 0), ("ACTIVATE", 0, 0, 0)),
}

def sent(port, frame, left=0):
    return struct.pack(">BBH", port, left, len(frame)) + frame


def between(source, destination, kind, payload, tags=b""):
    return bytes([2, 0, 0, 0, 0, destination] if destination else [255] * 6) + bytes([2, 0, 0, 0, 0, source]) + tags + \
        struct.pack(">H", kind) + payload


TAG_10 = bytes.fromhex("8100000a")
VSWITCH_FRAMES = {
    "there-and-back": sent(1, between(1, 0, 0x0800, ip4(17, UDP))) + sent(2, between(2, 1, 0x86dd, ip6(17, UDP))),
    "vlans": sent(3, between(3, 0, 0x0800, ip4(6, TCP)), 3) + sent(4, between(4, 3, 0x86dd, ip6(6, TCP), TAG_10), 5),
    "private": sent(5, between(5, 0, 0x0806, bytes(28))) + sent(4, between(4, 5, 0x0800, ip4(17, UDP, 0x2000), TAG_10)),
    "trusted": sent(0, between(9, 0, 0x0800, ip4(17, UDP))) + sent(7, between(1, 2, 0x0800, b"\x45")) + sent(1, b"\2"),
}

AIR = bytes.fromhex("0200000000fe 020000000010 020000000080 0000")
LLC = bytes.fromhex("aaaa03000000")
RADIOTAP = bytes.fromhex("0000 1400 0b000000 0000000000000000 10 02 6c09")
WIFI = {
    "to-ap": b"\2\x08\1\0\0" + AIR + LLC + b"\x08\0" + ip4(17, UDP),
    "qos-from-ap": b"\3" + RADIOTAP + b"\x88\2\0\0" + AIR + b"\0\0" + LLC + b"\x86\xdd" + ip6(17, UDP) + bytes(4),
    "between": b"\2\x08\3\0\0" + AIR + bytes(6) + b"\x42\x42\3" + bytes(30),
    "beacon": b"\2\x80\0\0\0" + AIR + bytes(12),
    "ack": b"\2\xd4\0\0\0" + AIR[:6],
    "aggregate": b"\2\x88\1\0\0" + AIR + b"\x80\0" + bytes(40),
    "tagged": b"\2\x08\1\0\0" + AIR + LLC + b"\x81\0" + b"\0\x0a\x08\0" + ip4(17, UDP),
}

for subject, files in (("headers", HEADERS), ("wifi", WIFI), ("ip_header", IP_HEADER), ("reassembly", REASSEMBLY), ("elf", ELF), ("descriptor", DESCRIPTOR),
                       ("sddl", SDDL), ("rpc", RPC), ("serve", SERVE), ("store", STORE), ("redirect", REDIRECT), ("segment", SEGMENT),
                       ("port", PORT), ("frame_tag", FRAME_TAG), ("switch_request", SWITCH_REQUEST),
                       ("vswitch_frames", VSWITCH_FRAMES), ("gateway", GATEWAY)):
    os.makedirs(os.path.join(FOLDER, subject), exist_ok=True)
    for name, data in files.items():
        with open(os.path.join(FOLDER, subject, name), "wb") as f:
            f.write(data)
