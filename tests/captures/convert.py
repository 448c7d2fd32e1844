#!/usr/bin/env python3
"""Turns a pcap file that tcpdump wrote into the capture that is checked in: format, byte order, resolution, link type,
VLAN tags, time. The first packet gets a fixed time, so that a new recording differs from the old one only where the
traffic does."""
import argparse
import struct

import capfile

START = 1767323045 * 10**9  # 2026-01-02T03:04:05Z


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("input")
    p.add_argument("output", help="NAME.pcap or NAME.pcapng")
    p.add_argument("--nano", action="store_true", help="nanoseconds (pcapng: if_tsresol 9)")
    p.add_argument("--big-endian", action="store_true", help="header numbers in network order")
    p.add_argument("--link", choices=["null", "loop", "raw"], help="replace the Ethernet header")
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


def main():
    a = arguments()
    order = ">" if a.big_endian else "<"
    link, snaplen, packets = capfile.read_pcap(a.input)
    packets = packets[a.skip:]
    gaps = [tuple(int(x) for x in g.split(":")) for g in a.gap]
    out = []
    for n, p in enumerate(packets, 1):
        frame = p.frame
        if a.link:
            frame = relinked(frame, a.link, order)
        frame = tagged(frame, a.tag) if a.tag else frame
        time = p.time - packets[0].time + START + sum(s for at, s in gaps if n >= at) * 10**9
        out.append(capfile.Packet(time, frame, p.wire + len(frame) - len(p.frame)))
    if a.link:
        link = {"null": capfile.NULL, "loop": capfile.LOOP, "raw": capfile.RAW}[a.link]
    write = capfile.pcapng if a.output.endswith(".pcapng") else capfile.pcap
    with open(a.output, "wb") as f:
        f.write(write(link, out, order, a.nano, snaplen))


if __name__ == "__main__":
    main()
