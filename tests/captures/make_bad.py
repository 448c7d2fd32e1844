#!/usr/bin/env python3
"""Writes bad/: files and packets that no honest recorder makes. Run it again after a change and commit the result;
bad_input_test.py checks that the files are what this script makes, and what wfp says about each of them.

FILES is the list: name -> (kind, packets, malformed, bytes of the file).
  unreadable  refused when opened: nothing was read
  damaged     the file breaks off: `packets` were read before
  packets     a good file; `malformed` of its packets must be called so, the others not (None: the reader may choose, or
              reassembly decides). The last packet is a good one: what came before must not spoil it."""
import os
import random
import struct

import capfile
import craft
from craft import TCP, UDP, ethernet, fragment_header, ipv4, ipv6, tcp, udp

HERE = os.path.dirname(os.path.abspath(__file__))
START = 1767323045 * 10**9
SYN = 2
FILES = {}


def timed(frames):
    """Packets a millisecond apart; wire size as captured."""
    return [capfile.Packet(START + n * 10**6, f, len(f)) for n, f in enumerate(frames)]


def good(family=4):
    return ethernet(craft.ip(family, TCP, tcp(family, 50000, 80, SYN)))


def unreadable(name, data):
    FILES[name] = ("unreadable", 0, 0, data)


def damaged(name, packets, data):
    FILES[name] = ("damaged", packets, 0, data)


def packets(name, malformed, frames, link=capfile.ETHERNET, last=None):
    all_frames = frames + [good() if last is None else last]
    FILES[name + ".pcap"] = ("packets", len(all_frames), malformed, capfile.pcap(link, timed(all_frames)))


def files_unreadable():
    unreadable("empty.pcap", b"")
    unreadable("three-bytes.pcap", b"\xd4\xc3\xb2")
    unreadable("text.pcap", b"This is not a capture, but the name says so.\n")
    unreadable("random.pcap", random.Random(1).randbytes(4096))
    unreadable("magic-only.pcap", capfile.pcap_header(1)[:4])
    unreadable("header-cut.pcap", capfile.pcap_header(1)[:20])
    unreadable("version-99.pcap", struct.pack("<IHHIIII", capfile.MICRO, 99, 0, 0, 0, 65535, 1))
    unreadable("link-user0.pcap", capfile.pcap(147, timed([good()])))
    unreadable("link-bluetooth.pcap", capfile.pcap(187, timed([b"\x01\x03\x0c\x00"])))
    unreadable("link-65535.pcap", capfile.pcap(65535, timed([good()])))
    unreadable("link-bluetooth.pcapng", capfile.pcapng(187, timed([b"\x01\x03\x0c\x00"])))
    section = capfile.section(program=b"bad")
    unreadable("section-cut.pcapng", section[:14])
    unreadable("section-huge.pcapng", section[:4] + struct.pack("<I", 0x7FFFFFF0) + section[8:])
    unreadable("section-order.pcapng", section[:8] + b"\x11\x22\x33\x44" + section[12:])
    unreadable("no-interface.pcapng", section)


def files_damaged():
    two = timed([good(4), good(6)])
    whole = capfile.pcap(capfile.ETHERNET, two)
    damaged("packet-cut.pcap", 1, whole[:-10])
    damaged("record-cut.pcap", 1, whole[:24 + 16 + len(two[0].frame) + 7])
    first = capfile.pcap(capfile.ETHERNET, two[:1])
    damaged("caplen-absurd.pcap", 1, first + struct.pack("<IIII", 1, 0, 0x7FFFFFFF, 0x7FFFFFFF) + good())
    damaged("caplen-negative.pcap", 1, first + struct.pack("<IIII", 1, 0, 0xFFFFFFFF, 60) + good())
    plain = capfile.section(program=b"bad") + capfile.interface(1)
    block = capfile.enhanced(two[0])
    damaged("block-cut.pcapng", 1, plain + block + block[:-9])
    damaged("block-head-cut.pcapng", 1, plain + block + block[:6])
    damaged("block-small.pcapng", 1, plain + block + struct.pack("<III", 6, 8, 8))
    damaged("block-odd.pcapng", 1, plain + block + block[:4] + struct.pack("<I", len(block) - 1) + block[8:])
    damaged("block-trailer.pcapng", 1, plain + block + block[:-4] + struct.pack("<I", 12))
    damaged("block-caplen.pcapng", 1, plain + block + block[:20] + struct.pack("<I", 0x7FFFFFFF) + block[24:])
    damaged("interface-unknown.pcapng", 1, plain + block + capfile.enhanced(two[0], number=7))
    other = capfile.interface(capfile.RAW, name=b"tun0")
    damaged("two-links.pcapng", 1, plain + block + other + capfile.enhanced(two[1]._replace(frame=good()[14:]), number=1))
    damaged("second-section-cut.pcapng", 1, plain + block + capfile.section(program=b"bad")[:20])


def packets_ip():
    v4, v6 = ipv4(TCP, tcp(4, 1, 2, SYN)), ipv6(TCP, tcp(6, 1, 2, SYN))
    cuts = [ethernet(v4[:n], 0x0800) for n in (0, 1, 10, 19)] + [ethernet(v6[:n], 0x86DD) for n in (0, 1, 10, 39)]
    packets("link-cut", 4, [b"", b"\x02", good()[:12], good()[:13]])
    packets("ip-cut", len(cuts), cuts)
    packets("ipv4-ihl", 3, [ethernet(ipv4(UDP, udp(4, 1, 2), ihl=n)) for n in (0, 4)] +
            [ethernet(ipv4(UDP, b"", ihl=15))])
    versions = [ethernet(ipv4(UDP, udp(4, 1, 2), version=n), 0x0800) for n in (0, 5, 6, 15)]
    packets("ip-version", 8, versions + [ethernet(ipv6(UDP, udp(6, 1, 2), version=n), 0x86DD) for n in (0, 4, 5, 15)])
    packets("ip-length", 5, [ethernet(ipv4(UDP, udp(4, 1, 2), length=n)) for n in (1, 19, 100, 65535)] +
            [ethernet(ipv6(UDP, udp(6, 1, 2), length=65535))])
    packets("ip-length-zero", 0, [ethernet(ipv4(UDP, udp(4, 1, 2, b"offloaded"), length=0))])
    # A replay reads captures taken with checksum offload too, so a wrong checksum alone condemns nobody.
    packets("ipv4-checksum", 0, [ethernet(ipv4(UDP, udp(4, 1, 2), check=n)) for n in (0, 0x1234)])
    packets("padding", 0, [ethernet(v4) + bytes(6), ethernet(v6) + b"\xff" * 200])


def packets_transport():
    both = (4, 6)
    out = [ethernet(craft.ip(f, TCP, tcp(f, 1, 2, SYN, offset=n))) for f in both for n in (0, 4, 15)]
    packets("tcp-offset", 6, out)
    packets("tcp-cut", 10, [ethernet(craft.ip(f, TCP, tcp(f, 1, 2, SYN)[:n])) for f in both for n in (0, 1, 4, 13, 19)])
    packets("tcp-flags", 0, [ethernet(craft.ip(f, TCP, tcp(f, 1, 2, n))) for f in both for n in (0, 3, 0x29, 0xFF)])
    packets("udp-length", 4, [ethernet(craft.ip(f, UDP, udp(f, 1, 2, b"data", length=n))) for f in both for n in (7, 1000)])
    packets("udp-cut", 6, [ethernet(craft.ip(f, UDP, udp(f, 1, 2)[:n])) for f in both for n in (0, 3, 7)])
    packets("icmp-cut", 4, [ethernet(craft.ip(f, craft.icmp_protocol(f), b"\x08\0\0"[:n])) for f in both for n in (0, 3)])
    packets("ports-zero", 0, [ethernet(craft.ip(f, p, make(f))) for f in both
                              for p, make in ((TCP, lambda f: tcp(f, 0, 0, SYN)), (UDP, lambda f: udp(f, 0, 0)))])


def packets_icmp_errors():
    """Errors about packets that were cut, that are no packets, that were never sent."""
    def error(family, inner):
        kind = 3 if family == 4 else 1
        return ethernet(craft.ip(family, craft.icmp_protocol(family), craft.icmp(family, kind, 0, bytes(4) + inner)))
    frames = []
    for f in (4, 6):
        inner = craft.ip(f, UDP, udp(f, 9, 53, b"question"))
        head = 20 if f == 4 else 40
        frames += [error(f, inner[:n]) for n in (0, 1, head - 1, head, head + 2, head + 4)]
        frames += [error(f, b"\xff" * 60), error(f, error(f, inner)[14:])]
    packets("icmp-inner-cut", 0, frames)


def packets_ipv6_chains():
    """Chains of extension headers: too long, cut, out of order, beyond the packet."""
    def chain(kinds, end=UDP, payload=udp(6, 1, 2)):
        packet, following = payload, end
        for kind in reversed(kinds):
            packet, following = craft.extension(following, b"\x01\x04\0\0\0\0") + packet, kind
        return ethernet(ipv6(following, packet))
    beyond = ipv6(craft.DESTINATION, bytes([UDP, 255]) + bytes(30))
    cut = ipv6(craft.DESTINATION, bytes([UDP]))
    short_fragment = ipv6(craft.FRAGMENT, bytes([UDP, 0, 0]))
    packets("ipv6-chain-cut", 4, [ethernet(beyond), ethernet(cut), ethernet(short_fragment),
                                  ethernet(ipv6(craft.HOP_BY_HOP, b""))])
    packets("ipv6-chain-long", None, [chain([craft.DESTINATION] * n) for n in (9, 50, 150)] +
            [chain([craft.HOP_BY_HOP] * 3), chain([craft.ROUTING, craft.HOP_BY_HOP, craft.DESTINATION])])
    nested = fragment_header(UDP, 0, 1, 8) + udp(6, 1, 2, b"12345678")
    nested = fragment_header(craft.FRAGMENT, 0, 1, 7) + nested
    packets("ipv6-fragment-nested", None, [ethernet(ipv6(craft.FRAGMENT, nested))])
    jumbo = craft.extension(UDP, b"\xc2\x04" + struct.pack("!I", 70000)) + udp(6, 1, 2)
    packets("ipv6-jumbo", None, [ethernet(ipv6(craft.HOP_BY_HOP, jumbo, length=0)),
                                 ethernet(ipv6(UDP, udp(6, 1, 2), length=0))])


def fragment(family, offset, more, payload, ident=77, protocol=UDP):
    if family == 4:
        return ethernet(ipv4(protocol, payload, ident=ident, fragment=offset // 8 | more << 13))
    return ethernet(ipv6(craft.FRAGMENT, fragment_header(protocol, offset, more, ident) + payload))


def packets_fragments():
    """Every list for both families; what comes of it is for the reassembly to say, nothing here is malformed by itself
    except what reaches beyond 65535 bytes or ends between two units of eight."""
    teardrop, tiny, death, endless, odd, twice = [], [], [], [], [], []
    for f in (4, 6):
        protocol = craft.icmp_protocol(f)
        data = udp(f, 1, 2, b"A" * 56)
        teardrop += [fragment(f, 0, 1, data[:40]), fragment(f, 24, 0, b"B" * 40)]
        segment = tcp(f, 50000, 80, SYN)
        tiny += [fragment(f, 0, 1, segment[:8], 78, TCP), fragment(f, 8, 0, segment[8:], 78, TCP)]
        tiny += [fragment(f, 0, 1, segment[:16], 79, TCP), fragment(f, 8, 0, b"\xff" * 12, 79, TCP)]
        death += [fragment(f, 0, 1, craft.icmp(f, 8, 0, bytes(1204)), 80, protocol),
                  fragment(f, 65528, 0, b"D" * 1000, 80, protocol)]
        endless += [fragment(f, 0, 1, data, 1000 + n) for n in range(150)]
        odd += [fragment(f, 0, 1, data[:13], 81), fragment(f, 16, 1, b"", 82), fragment(f, 8, 0, b"", 82)]
        twice += [fragment(f, 0, 1, data[:32], 83), fragment(f, 0, 1, data[:32], 83), fragment(f, 32, 0, data[32:], 83),
                  fragment(f, 32, 0, data[32:], 83), fragment(f, 0, 1, data[:32], 83)]
    for name, frames in (("overlap", teardrop), ("tiny", tiny), ("ping-of-death", death), ("endless", endless),
                         ("odd", odd), ("twice", twice)):
        packets("fragments-" + name, None, frames)


def packets_addresses():
    def syn(f, src, dst):
        return ethernet(craft.ip(f, TCP, tcp(f, 80, 80, SYN, src=src, dst=dst), src=src, dst=dst))
    packets("land", 0, [syn(f, craft.SERVER[f], craft.SERVER[f]) for f in (4, 6)])
    packets("addresses", 0, [syn(4, s, d) for s, d in (
        ("224.0.0.1", "192.0.2.10"), ("255.255.255.255", "192.0.2.10"), ("127.0.0.1", "192.0.2.10"),
        ("0.0.0.0", "0.0.0.0"), ("192.0.2.80", "240.0.0.1"))] + [syn(6, s, d) for s, d in (
            ("ff02::1", "2001:db8::10"), ("::1", "2001:db8::10"), ("::", "::"), ("::ffff:192.0.2.80", "::ffff:192.0.2.10"))])


def packets_links():
    q = (0x8100, 7)
    packets("vlan-stack", 4, [craft.vlan(good(f), *[(0x88A8, n) for n in range(19)], q) for f in (4, 6)] +
            [craft.vlan(good(), q)[:n] for n in (14, 15, 16, 17)])
    packets("llc", 0, [ethernet(b"\xaa" * 20, n) for n in (0, 20, 1500, 0x05FF)])
    packets("raw", 4, [b"", b"\x45", b"\x70" + bytes(39), b"\x00" * 40], capfile.RAW, good()[14:])
    family = struct.pack("<I", 2)
    packets("null", 3, [b"", family[:3], family, struct.pack("<I", 99) + bytes(40), b"\xff" * 44], capfile.NULL,
            family + good()[14:])
    sll = struct.pack("!HHH8sH", 0, 1, 6, craft.SERVER_MAC, 0x0800)
    packets("cooked", 3, [b"", sll[:15], sll, struct.pack("!HHH8sH", 9, 0xFFFF, 0xFFFF, b"\xff" * 8, 4)], capfile.SLL,
            sll + good()[14:])
    sll2 = struct.pack("!HHIHBB8s", 0x0800, 0, 2, 1, 0, 6, craft.SERVER_MAC)
    packets("cooked2", 3, [b"", sll2[:19], sll2, b"\xff" * 20], capfile.SLL2, sll2 + good()[14:])


def packets_records():
    """Record headers that a reader must bear: no bytes at all, more captured than sent, times at both ends."""
    p = capfile.Packet
    frame = good()
    records = [p(START, b"", 0), p(START, b"", 60), p(START, frame, 1), p(0, frame, len(frame)),
               p((2**32 - 1) * 10**9, frame, len(frame)), p(START, frame, len(frame))]
    data = capfile.pcap(capfile.ETHERNET, records)
    late = struct.pack("<IIII", 1767323045, 0xFFFFFFFF, len(frame), len(frame)) + frame
    FILES["records.pcap"] = ("packets", len(records) + 1, 1, data + late)
    plain = capfile.section(program=b"bad") + capfile.interface(1)
    unknown = capfile.block(0x0BAD, b"whatever") + capfile.block(5, bytes(12))
    simple = capfile.block(3, struct.pack("<I", len(frame)) + capfile.padded(frame))
    far = capfile.enhanced(p((2**63) * 1000, frame, len(frame)))
    FILES["blocks.pcapng"] = ("packets", 4, 0, plain + unknown + capfile.enhanced(records[1]) + simple + far +
                              capfile.enhanced(records[-1]))
    resolution = capfile.option(9, b"\x7f") + capfile.option(0, b"")
    strange = capfile.block(1, struct.pack("<HHI", 1, 0, 0) + resolution)
    unreadable("resolution.pcapng", capfile.section(program=b"bad") + strange + capfile.enhanced(records[-1]))


def make():
    for part in (files_unreadable, files_damaged, packets_ip, packets_transport, packets_icmp_errors, packets_ipv6_chains,
                 packets_fragments, packets_addresses, packets_links, packets_records):
        part()
    return FILES


def main():
    folder = os.path.join(HERE, "bad")
    os.makedirs(folder, exist_ok=True)
    for old in os.listdir(folder):
        os.remove(os.path.join(folder, old))
    for name, (_, _, _, data) in make().items():
        with open(os.path.join(folder, name), "wb") as f:
            f.write(data)


if __name__ == "__main__":
    main()
