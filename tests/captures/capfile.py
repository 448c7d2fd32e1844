"""Capture files in Python: what record.sh and make_bad.py read and write. Classic pcap in both byte orders and both
resolutions, and the plainest pcapng. Standard library only; nothing here is used by wfp itself."""
import struct
from collections import namedtuple

NULL, ETHERNET, RAW, WIFI, LOOP, SLL, RADIOTAP, SLL2 = 0, 1, 101, 105, 108, 113, 127, 276
MICRO, NANO = 0xA1B2C3D4, 0xA1B23C4D

Packet = namedtuple("Packet", "time frame wire")  # nanoseconds since 1970, captured bytes, bytes on the wire


def read_pcap(path):
    """(link type, snap length, [Packet]) of a classic pcap file."""
    with open(path, "rb") as f:
        data = f.read()
    order = "<" if data[:4] in (struct.pack("<I", MICRO), struct.pack("<I", NANO)) else ">"
    magic, _, _, _, _, snaplen, link = struct.unpack(order + "IHHIIII", data[:24])
    unit = {MICRO: 1000, NANO: 1}[magic]
    packets, at = [], 24
    while at < len(data):
        seconds, fraction, caplen, wire = struct.unpack_from(order + "IIII", data, at)
        packets.append(Packet(seconds * 10**9 + fraction * unit, data[at + 16:at + 16 + caplen], wire))
        at += 16 + caplen
    return link, snaplen, packets


def pcap_header(link, order="<", nano=False, snaplen=262144):
    return struct.pack(order + "IHHIIII", NANO if nano else MICRO, 2, 4, 0, 0, snaplen, link)


def pcap_record(packet, order="<", nano=False):
    fraction = packet.time % 10**9
    return struct.pack(order + "IIII", packet.time // 10**9, fraction if nano else fraction // 1000, len(packet.frame),
                       packet.wire) + packet.frame


def pcap(link, packets, order="<", nano=False, snaplen=262144):
    return pcap_header(link, order, nano, snaplen) + b"".join(pcap_record(p, order, nano) for p in packets)


def padded(data):
    return data + bytes(-len(data) % 4)


def option(code, value, order="<"):
    return struct.pack(order + "HH", code, len(value)) + padded(value)


def block(kind, body, order="<"):
    size = len(body) + 12
    return struct.pack(order + "II", kind, size) + body + struct.pack(order + "I", size)


def section(order="<", program=b"openwfp record.sh"):
    return block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1) + option(4, program, order) +
                 option(0, b"", order), order)


def interface(link, order="<", nano=False, snaplen=262144, name=b"eth0"):
    """Without an if_tsresol option the resolution is microseconds."""
    resolution = option(9, b"\x09", order) if nano else b""
    return block(1, struct.pack(order + "HHI", link, 0, snaplen) + option(2, name, order) + resolution +
                 option(0, b"", order), order)


def enhanced(packet, order="<", nano=False, number=0):
    ticks = packet.time if nano else packet.time // 1000
    return block(6, struct.pack(order + "IIIII", number, ticks >> 32, ticks & 0xFFFFFFFF, len(packet.frame), packet.wire) +
                 padded(packet.frame), order)


def pcapng(link, packets, order="<", nano=False, snaplen=262144):
    return section(order) + interface(link, order, nano, snaplen) + b"".join(enhanced(p, order, nano) for p in packets)
