#!/usr/bin/env python3
"""The part of a recording that no ordinary program does on command: servers that echo or abort, senders with a chosen
size or port, and raw frames. Run by record.sh inside its network namespaces; every command ends by itself except `serve`
and `smtp`, which record.sh ends."""
import argparse
import contextlib
import socket
import struct
import threading

import craft

ECHO, ABORT, SILENT = 7777, 7778, 7779
TIMEOUT = 5


def family_of(address):
    return 6 if ":" in address else 4


def sock(address, kind):
    s = socket.socket(socket.AF_INET6 if family_of(address) == 6 else socket.AF_INET, kind)
    s.settimeout(TIMEOUT)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if s.family == socket.AF_INET6:
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    return s


def bound(kind, port, host="::"):
    s = socket.socket(socket.AF_INET6, kind)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind((host, port))
    if kind == socket.SOCK_STREAM:
        s.listen()
    return s


def echo_stream(listener):
    while True:
        with listener.accept()[0] as peer, contextlib.suppress(ConnectionError):
            while data := peer.recv(65536):
                peer.sendall(data)


def echo_datagrams(s):
    while True:
        data, peer = s.recvfrom(65536)
        s.sendto(data, peer)


def abort_stream(listener):
    """Reads something, then closes with SO_LINGER 0, which sends RST."""
    while True:
        with listener.accept()[0] as peer, contextlib.suppress(ConnectionError):
            peer.recv(65536)
            peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def serve(_):
    parts = [(echo_stream, bound(socket.SOCK_STREAM, ECHO)), (echo_datagrams, bound(socket.SOCK_DGRAM, ECHO)),
             (abort_stream, bound(socket.SOCK_STREAM, ABORT))]
    silent = bound(socket.SOCK_DGRAM, SILENT)
    for run, s in parts:
        threading.Thread(target=run, args=(s,), daemon=True).start()
    print("ready", flush=True)
    while True:
        silent.recvfrom(65536)


def smtp(a):
    """A mail server that accepts everything (Debian's python3-aiosmtpd)."""
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Sink
    controller = Controller(Sink(), hostname=a.address, port=25, server_hostname="mail.example.test", ident="ESMTP")
    controller.start()
    print("ready", flush=True)
    threading.Event().wait()


def udp(a):
    """Sends, and waits for the echo unless told otherwise. An ICMP error as answer is an answer."""
    s = sock(a.address, socket.SOCK_DGRAM)
    s.bind(("", a.source))
    s.connect((a.address, a.port))
    for n in range(a.count):
        s.send((b"datagram %d " % n).ljust(a.size, b"."))
        try:
            if not a.no_answer:
                s.recv(65536)
        except ConnectionRefusedError:
            return


def tcp(a):
    """Sends and waits for the echo. That no connection came about is an answer too."""
    with sock(a.address, socket.SOCK_STREAM) as s, contextlib.suppress(ConnectionError):
        s.bind(("", a.source))
        if s.connect_ex((a.address, a.port)):
            return
        for n in range(a.count):
            s.sendall((b"message %d " % n).ljust(a.size, b"."))
            got = 0
            while got < a.size:
                got += len(s.recv(65536)) or a.size


def dns_question(name, kind=12):
    labels = b"".join(bytes([len(x)]) + x.encode() for x in name.split("."))
    return struct.pack("!6H", 0, 0, 1, 0, 0, 0) + labels + b"\0" + struct.pack("!HH", kind, 1)


def dhcp_discover():
    head = struct.pack("!BBBBIHH4s4s4s4s", 1, 1, 6, 0, 0x12345678, 0, 0x8000, *[bytes(4)] * 4)
    return head + craft.CLIENT_MAC.ljust(16, b"\0") + bytes(192) + bytes.fromhex("63825363350101ff")


def multicast(a):
    """mDNS questions and an SSDP search to groups, a DHCP discover to the limited and a greeting to the subnet broadcast."""
    index = socket.if_nametoindex(a.interface)
    four, six = socket.socket(socket.AF_INET, socket.SOCK_DGRAM), socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    four.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, struct.pack("4s4si", bytes(4), bytes(4), index))
    six.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, index)
    four.bind(("", 5353))
    six.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    six.bind(("::", 5353))
    for name in ("_http._tcp.local", "_ipp._tcp.local"):
        four.sendto(dns_question(name), ("224.0.0.251", 5353))
        six.sendto(dns_question(name), ("ff02::fb", 5353, 0, index))
    four.sendto(b"M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\n\r\n",
                ("239.255.255.250", 1900))
    four.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    four.sendto(b"anyone there?", ("192.0.2.255", 7777))
    discover = craft.ipv4(craft.UDP, craft.udp(4, 68, 67, dhcp_discover(), src="0.0.0.0", dst="255.255.255.255"),
                          src="0.0.0.0", dst="255.255.255.255")
    send_frames(a.interface, [craft.ethernet(discover, dst=b"\xff" * 6)])


def send_frames(interface, frames):
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    s.bind((interface, 0))
    for f in frames:
        s.send(f)


def both(protocol, make):
    """The same message in both families."""
    return [craft.ethernet(craft.ip(family, protocol, make(family))) for family in (4, 6)]


def frames_other_protocols():
    """GRE, ESP, AH's neighbour OSPF, SCTP, UDP-Lite, DCCP, no-next-header and the unassigned 253; IGMP in IPv4 only."""
    sctp = struct.pack("!HHII", 5000, 38412, 0, 0) + struct.pack("!BBHIIHHI", 1, 0, 20, 7, 65536, 1, 1, 9)
    query = struct.pack("!BBH4s", 0x11, 100, 0, bytes(4))
    query = query[:2] + struct.pack("!H", craft.checksum(query)) + query[4:]
    out = [craft.ethernet(craft.ipv4(craft.IGMP, query, dst="224.0.0.1", ttl=1, options=b"\x94\x04\0\0"),
                          dst=bytes.fromhex("01005e000001"))]
    out += both(47, lambda f: struct.pack("!HH", 0, 0x0800) + craft.ipv4(craft.UDP, craft.udp(4, 1, 2, b"inside")))
    out += both(50, lambda f: struct.pack("!II", 0x1001, 1) + bytes(range(48)))
    out += both(89, lambda f: struct.pack("!BBH4s4sHHQ", 2 if f == 4 else 3, 1, 24, bytes(4), bytes(4), 0, 0, 0))
    out += both(132, lambda f: sctp)
    out += both(136, lambda f: struct.pack("!HHHH", 5001, 5002, 8, 0xFFFF) + b"lite")
    out += both(33, lambda f: struct.pack("!HHBBHBBHQ", 5003, 5004, 5, 0, 0, 1, 0, 0, 0))
    out += both(59, lambda f: b"")
    return out + both(253, lambda f: b"experiment")


def frames_not_ip():
    """ARP both ways and gratuitous, LLDP, a spanning tree BPDU in 802.3 with LLC, SNAP, an unknown EtherType, wake-on-LAN."""
    def arp(op, src, sip, dst, dip):
        return struct.pack("!HHBBH", 1, 0x0800, 6, 4, op) + src + craft.address(sip) + dst + craft.address(dip)
    c, s, everyone = craft.CLIENT_MAC, craft.SERVER_MAC, b"\xff" * 6
    lldp = bytes.fromhex("0207040200000000100403076574683006020078" "0000")
    bpdu = bytes.fromhex("424203" "0000000000" "8000020000000010" "00000000" "8000020000000010" "8001" "0000140002000f00")
    snap = bytes.fromhex("aaaa0300000c2000") + bytes(20)
    return [craft.ethernet(arp(1, c, "192.0.2.10", bytes(6), "192.0.2.80"), 0x0806, dst=everyone),
            craft.ethernet(arp(2, s, "192.0.2.80", c, "192.0.2.10"), 0x0806, src=s, dst=c),
            craft.ethernet(arp(1, c, "192.0.2.10", bytes(6), "192.0.2.10"), 0x0806, dst=everyone),
            craft.ethernet(lldp, 0x88CC, dst=bytes.fromhex("0180c200000e")),
            craft.ethernet(bpdu, len(bpdu), dst=bytes.fromhex("0180c2000000")),
            craft.ethernet(snap, len(snap), dst=bytes.fromhex("01000ccccccc")),
            craft.ethernet(b"local experiment", 0x88B5),
            craft.ethernet(everyone + s * 16, 0x0842, dst=everyone)]


def frames_options():
    """IPv4 with options (router alert, timestamp, padding to the longest header) and IPv6 with extension headers."""
    def v4(options):
        return craft.ethernet(craft.ipv4(craft.UDP, craft.udp(4, 4000, 7779, b"options"), options=options))

    def v6(*chain):
        """chain: (kind, body) of extension headers in order, before a UDP datagram."""
        packet, following = craft.udp(6, 4000, 7779, b"options"), craft.UDP
        for kind, body in reversed(chain):
            packet, following = craft.extension(following, body) + packet, kind
        return craft.ethernet(craft.ipv6(following, packet))
    alert, bind = b"\x05\x02\0\0", bytes.fromhex("040100")
    routing = struct.pack("!BBI", 2, 0, 0) + craft.address(craft.SERVER[6])
    out = [v4(b"\x94\x04\0\0"), v4(b"\x44\x0c\x05\0" + bytes(8)), v4(b"\x01" * 39 + b"\0")]
    out += [v6((craft.HOP_BY_HOP, alert)), v6((craft.DESTINATION, bind)), v6((craft.ROUTING, routing)),
            v6((craft.HOP_BY_HOP, alert), (craft.DESTINATION, bind), (craft.ROUTING, routing), (craft.DESTINATION, bind))]
    syn = craft.tcp(6, 4001, 7776, 2, options=bytes.fromhex("020405a0" "0402080a" "0000000100000000" "01030307"), offset=10)
    atomic = craft.fragment_header(craft.UDP, 0, 0, 0x1234) + craft.udp(6, 4002, 7779, b"atomic fragment")
    return out + [craft.ethernet(craft.ipv6(craft.DESTINATION, craft.extension(craft.TCP, bind) + syn)),
                  craft.ethernet(craft.ipv6(craft.FRAGMENT, atomic))]


def frames(a):
    send_frames(a.interface, globals()["frames_" + a.what.replace("-", "_")]())


def main():
    p = argparse.ArgumentParser(description=__doc__)
    commands = p.add_subparsers(required=True)
    commands.add_parser("serve").set_defaults(run=serve)
    c = commands.add_parser("smtp")
    c.add_argument("address")
    c.set_defaults(run=smtp)
    for name, run in (("udp", udp), ("tcp", tcp)):
        c = commands.add_parser(name)
        c.add_argument("address")
        c.add_argument("port", type=int)
        c.add_argument("--size", type=int, default=32)
        c.add_argument("--count", type=int, default=1)
        c.add_argument("--source", type=int, default=0, help="source port")
        c.add_argument("--no-answer", action="store_true")
        c.set_defaults(run=run)
    c = commands.add_parser("multicast")
    c.add_argument("interface")
    c.set_defaults(run=multicast)
    c = commands.add_parser("frames")
    c.add_argument("interface")
    c.add_argument("what", choices=["other-protocols", "not-ip", "options"])
    c.set_defaults(run=frames)
    a = p.parse_args()
    a.run(a)


if __name__ == "__main__":
    main()
