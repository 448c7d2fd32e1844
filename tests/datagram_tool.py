"""Datagrams of a program in a namespace of a test: `receive` tells that it listens, then what came first; `send` says one.

    datagram_tool.py receive|send ADDR PORT [SIZE] [--raw PROTOCOL]

ADDR is who a datagram is for: an own address, a group that `receive` joins on eth0, or 255.255.255.255. The bytes are the same for a
size, so that both sides know them. A raw socket has no port; 0 stands for it."""
import argparse
import ipaddress
import socket
import struct

INTERFACE = "eth0"
PATIENCE = 60


def pattern(size):
    return bytes(i * 7 % 251 for i in range(size))


def open_socket(address, protocol):
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6
    s = socket.socket(family, socket.SOCK_RAW, protocol) if protocol else socket.socket(family, socket.SOCK_DGRAM)
    s.settimeout(PATIENCE)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, INTERFACE.encode())  # the way for groups and for 255.255.255.255
    return s


def join(s, group):
    index = socket.if_nametoindex(INTERFACE)
    if group.version == 4:
        s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group.packed + struct.pack("@4si", b"", index))
    else:
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, group.packed + struct.pack("@i", index))


def payload(data, raw, version):
    """A raw IPv4 socket shows the IP header too."""
    return data[(data[0] & 15) * 4:] if raw and version == 4 else data


def main():
    p = argparse.ArgumentParser()
    p.add_argument("what", choices=("receive", "send"))
    p.add_argument("address", type=ipaddress.ip_address)
    p.add_argument("port", type=int)
    p.add_argument("size", type=int, nargs="?", default=100)
    p.add_argument("--raw", type=int)
    a = p.parse_args()
    s = open_socket(a.address, a.raw)
    if a.what == "send":
        s.sendto(pattern(a.size), (str(a.address), a.port))
        return
    s.bind((str(a.address), a.port))
    if a.address.is_multicast:
        join(s, a.address)
    print("listening", flush=True)
    data, sender = s.recvfrom(65536)
    data = payload(data, a.raw, a.address.version)
    print(sender[0], "whole" if data == pattern(a.size) else "%d other bytes" % len(data))


main()
