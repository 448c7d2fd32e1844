#!/usr/bin/env python3
"""Turns a pcap file that tcpdump wrote into the capture that is checked in: format, byte order, resolution, link type,
VLAN tags, time. The first packet gets a fixed time, so that a new recording differs from the old one only where the
traffic does."""
import argparse
import struct
import zlib

import capfile

PLAIN = ("null", "loop", "raw")  # the IP packet alone, behind another header
START = 1767323045 * 10**9  # 2026-01-02T03:04:05Z


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("input")
    p.add_argument("output", help="NAME.pcap or NAME.pcapng")
    p.add_argument("--nano", action="store_true", help="nanoseconds (pcapng: if_tsresol 9)")
    p.add_argument("--big-endian", action="store_true", help="header numbers in network order")
    p.add_argument("--link", choices=["null", "loop", "raw", "wifi", "radiotap"], help="replace the Ethernet header")
    p.add_argument("--tag", action="append", default=[], metavar="TPID:VID", help="add a VLAN tag, the outermost first")
    p.add_argument("--skip", type=int, default=0, metavar="N", help="leave out the first N packets")
    p.add_argument("--gap", action="append", default=[], metavar="N:SECONDS", help="packet N and later come SECONDS later")
    return p.parse_args()


def tagged(frame, tags):
    """Frame with 802.1Q or 802.1ad tags after its addresses."""
    extra = b""
    for tag in tags:
        tpid, vid = tag.split(":")
        extra += struct.pack("!HH", int(tpid, 16), int(vid))
    return frame[:12] + extra + frame[12:]


def relinked(frame, link, order):
    """The IP packet of an Ethernet frame behind another link header. The family of DLT_NULL is in the byte order of the
    capturing host (AF_INET6 is 30 on macOS), that of DLT_LOOP in network order."""
    packet = frame[14:]
    family = 2 if frame[12:14] == b"\x08\x00" else 30
    head = {"raw": b"", "null": struct.pack(order + "I", family), "loop": struct.pack("!I", family)}[link]
    return head + packet


STATION, BSSID = bytes.fromhex("020000000010"), bytes.fromhex("0200000000fe")
RADIOTAP_HEAD = struct.pack("<BBHIQBBH", 0, 0, 20, 0x0000000b, 0, 0x10, 2, 2412)  # time, flags (a check sequence follows), channel
LLC = bytes.fromhex("aaaa03000000")


def on_air(frame, number):
    """An Ethernet frame as the station's adapter sends it to its access point, or gets it from there; every second one with QoS."""
    to_ap = frame[6:12] == STATION
    qos = number % 2 == 0
    addresses = BSSID + frame[6:12] + frame[:6] if to_ap else frame[:6] + BSSID + frame[6:12]
    head = bytes([0x88 if qos else 0x08, 1 if to_ap else 2]) + b"\x2c\0" + addresses + struct.pack("<H", number << 4 & 0xffff)
    return head + (b"\0\0" if qos else b"") + LLC + frame[12:]


def air(packets, radiotap):
    """The same with what else is in the air: a beacon first, an acknowledgement behind each frame's tenth, a frame with a key."""
    beacon = bytes.fromhex("80000000ffffffffffff") + BSSID * 2 + bytes(2) + bytes(8) + b"\x64\0\x01\0" + b"\0\x04test"
    frames = [(packets[0].time, beacon)]
    for n, p in enumerate(packets, 1):
        frames.append((p.time, on_air(p.frame, n)))
        if n % 10 == 0:
            frames.append((p.time, bytes.fromhex("d4000000") + STATION))
    frames.append((packets[-1].time, b"\x08\x41" + on_air(packets[-1].frame, 1)[2:24] + b"\1\0\0\x20\0\0\0\0" + bytes(40)))
    if radiotap:
        frames = [(t, RADIOTAP_HEAD + f + struct.pack("<I", zlib.crc32(f))) for t, f in frames]
    return [capfile.Packet(t, f, len(f)) for t, f in frames]


def main():
    a = arguments()
    order = ">" if a.big_endian else "<"
    link, snaplen, packets = capfile.read_pcap(a.input)
    packets = packets[a.skip:]
    gaps = [tuple(int(x) for x in g.split(":")) for g in a.gap]
    out = []
    for n, p in enumerate(packets, 1):
        frame = p.frame
        if a.link and a.link in PLAIN:
            frame = relinked(frame, a.link, order)
        frame = tagged(frame, a.tag) if a.tag else frame
        time = p.time - packets[0].time + START + sum(s for at, s in gaps if n >= at) * 10**9
        out.append(capfile.Packet(time, frame, p.wire + len(frame) - len(p.frame)))
    if a.link in ("wifi", "radiotap"):
        out = air(out, a.link == "radiotap")
    if a.link:
        link = {"wifi": capfile.WIFI, "radiotap": capfile.RADIOTAP, "null": capfile.NULL, "loop": capfile.LOOP, "raw": capfile.RAW}[a.link]
    write = capfile.pcapng if a.output.endswith(".pcapng") else capfile.pcap
    with open(a.output, "wb") as f:
        f.write(write(link, out, order, a.nano, snaplen))


if __name__ == "__main__":
    main()
