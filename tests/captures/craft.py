"""Packets put together byte by byte, for traffic.py (sends what no ordinary program sends) and make_bad.py (writes what no
stack would send). Every length and checksum can be given wrong."""
import ipaddress
import struct

CLIENT_MAC, SERVER_MAC = bytes.fromhex("020000000010"), bytes.fromhex("020000000080")
CLIENT = {4: "192.0.2.10", 6: "2001:db8::10"}
SERVER = {4: "192.0.2.80", 6: "2001:db8::80"}
ICMP, IGMP, TCP, UDP, ROUTING, FRAGMENT, ICMPV6, DESTINATION, HOP_BY_HOP = 1, 2, 6, 17, 43, 44, 58, 60, 0


def address(text):
    return ipaddress.ip_address(text).packed


def checksum(data):
    data += bytes(len(data) % 2)
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return total ^ 0xFFFF


def ethernet(payload, kind=None, src=CLIENT_MAC, dst=SERVER_MAC):
    """Without a kind the first nibble of the payload tells."""
    if kind is None:
        kind = 0x86DD if payload[:1] and payload[0] >> 4 == 6 else 0x0800
    return dst + src + struct.pack("!H", kind) + payload


def vlan(frame, *tags):
    """Tags (TPID, VID), the outermost first."""
    return frame[:12] + b"".join(struct.pack("!HH", *t) for t in tags) + frame[12:]


def ipv4(protocol, payload, src=CLIENT[4], dst=SERVER[4], options=b"", ident=1, fragment=0, ttl=64, version=4, ihl=None,
         length=None, check=None):
    """fragment is the 16-bit field: flags and offset in units of 8 bytes."""
    size = 20 + len(options)
    first = version << 4 | (size // 4 if ihl is None else ihl)
    total = size + len(payload) if length is None else length

    def head(check):
        return struct.pack("!BBHHHBBH", first, 0, total, ident, fragment, ttl, protocol, check) + \
            address(src) + address(dst) + options
    return head(checksum(head(0)) if check is None else check) + payload


def ipv6(following, payload, src=CLIENT[6], dst=SERVER[6], hops=64, version=6, length=None):
    size = len(payload) if length is None else length
    return struct.pack("!IHBB", version << 28, size, following, hops) + address(src) + address(dst) + payload


def ip(family, protocol, payload, **more):
    return (ipv4 if family == 4 else ipv6)(protocol, payload, **more)


def extension(following, body):
    """An IPv6 hop-by-hop, destination options or routing header; the body is padded with one PadN option."""
    pad = -(len(body) + 2) % 8
    if pad == 1:
        body += b"\0"
    elif pad:
        body += bytes([1, pad - 2]) + bytes(pad - 2)
    return bytes([following, (len(body) + 2) // 8 - 1]) + body


def fragment_header(following, offset, more, ident):
    """offset in bytes."""
    return struct.pack("!BBHI", following, 0, offset & ~7 | more, ident)


def pseudo(family, protocol, size, src, dst):
    if family == 4:
        return address(src) + address(dst) + struct.pack("!BBH", 0, protocol, size)
    return address(src) + address(dst) + struct.pack("!II", size, protocol)


def summed(family, protocol, segment, at, src=None, dst=None):
    """The segment with its checksum, which covers addresses too, at the given place."""
    src, dst = src or CLIENT[family], dst or SERVER[family]
    value = checksum(pseudo(family, protocol, len(segment), src, dst) + segment)
    return segment[:at] + struct.pack("!H", value) + segment[at + 2:]


def udp(family, sport, dport, payload=b"", length=None, **ends):
    segment = struct.pack("!HHHH", sport, dport, 8 + len(payload) if length is None else length, 0) + payload
    return summed(family, UDP, segment, 6, **ends)


def tcp(family, sport, dport, flags, seq=1, ack=0, payload=b"", offset=5, options=b"", **ends):
    segment = struct.pack("!HHIIBBHHH", sport, dport, seq, ack, offset << 4, flags, 64240, 0, 0) + options + payload
    return summed(family, TCP, segment, 16, **ends)


def icmp(family, kind, code, rest, **ends):
    """rest: the four bytes after the checksum and what follows."""
    segment = struct.pack("!BBH", kind, code, 0) + rest
    if family == 6:
        return summed(6, ICMPV6, segment, 2, **ends)
    return segment[:2] + struct.pack("!H", checksum(segment)) + segment[4:]


def icmp_protocol(family):
    return ICMP if family == 4 else ICMPV6
