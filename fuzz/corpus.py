#!/usr/bin/env python3
"""Writes the small seed corpora of the packet fuzzers: fuzz/corpus.py, from the root of the tree."""
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

for subject, files in (("headers", HEADERS), ("reassembly", REASSEMBLY)):
    os.makedirs(os.path.join(FOLDER, subject), exist_ok=True)
    for name, data in files.items():
        with open(os.path.join(FOLDER, subject, name), "wb") as f:
            f.write(data)
