#!/usr/bin/env python3
"""A second opinion: what `wfp replay -j` reads in every capture of this folder and of examples/, packet by packet, against
what tshark reads there. Verdicts are no business of this test. Arguments name captures to look at instead of all."""
import collections
import datetime
import glob
import json
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WFP = os.path.join(os.environ["WFP_BUILD"], "wfp")
SKIPPED = 77
ICMP, TCP, UDP, ICMPV6 = 1, 6, 17, 58

# tshark shall say what is in each frame, not what it makes of several.
PREFERENCES = ["ip.defragment:FALSE", "ipv6.defragment:FALSE", "tcp.desegment_tcp_streams:FALSE",
               "tcp.relative_sequence_numbers:FALSE"]
FIELDS = """frame.number frame.time_epoch frame.protocols eth.src eth.dst eth.type eth.len wlan.sa wlan.da llc.type sll.src.eth sll.etype
    vlan.id vlan.etype vlan.len ieee8021ad.id
    ip.src ip.dst ip.proto ip.ttl ip.id ip.flags.mf ip.frag_offset
    ipv6.src ipv6.dst ipv6.hlim ipv6.nxt ipv6.hopopts.nxt ipv6.dstopts.nxt ipv6.routing.nxt ipv6.fraghdr.nxt
    ipv6.fraghdr.ident ipv6.fraghdr.more ipv6.fraghdr.offset
    tcp.srcport tcp.dstport tcp.flags tcp.seq_raw tcp.ack_raw tcp.urgent_pointer udp.srcport udp.dstport
    icmp.type icmp.code icmp.ident icmp.seq
    icmpv6.type icmpv6.code icmpv6.echo.identifier icmpv6.echo.sequence_number""".split()
EXTENSIONS = {0: "ipv6.hopopts.nxt", 60: "ipv6.dstopts.nxt", 43: "ipv6.routing.nxt", 44: "ipv6.fraghdr.nxt"}
ECHO = {ICMP: (0, 8), ICMPV6: (128, 129)}


class Frame:
    """What tshark says of one frame. A field may occur several times (a tunnel, the packet inside an ICMP error): the first
    is the outermost."""

    def __init__(self, line):
        self.fields = {name: value.split("|") for name, value in zip(FIELDS, line.split("\t")) if value}

    def text(self, name):
        return self.fields[name][0] if name in self.fields else None

    def number(self, name):
        value = self.text(name)
        return None if value is None else {"True": 1, "False": 0}.get(value) if value in ("True", "False") else int(value, 0)

    def outer(self):
        """Family of the outermost IP header, None without one."""
        names = [n for n in self.text("frame.protocols").split(":") if n in ("ip", "ipv6")]
        return {"ip": 4, "ipv6": 6}[names[0]] if names else None


def tshark(path):
    options = [x for p in PREFERENCES for x in ("-o", p)] + [x for f in FIELDS for x in ("-e", f)]
    run = subprocess.run(["tshark", "-n", "-r", path, "-T", "fields", "-E", "occurrence=a", "-E", "aggregator=|"] + options,
                         capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit("tshark cannot read %s: %s" % (path, run.stderr))
    return [Frame(line) for line in run.stdout.splitlines()]


def replay(path):
    """The packets' objects and the summary."""
    run = subprocess.run([WFP, "replay", "-j", path], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit("wfp replay -j %s ended with %d: %s" % (path, run.returncode, run.stderr))
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    if not lines or "summary" not in lines[-1]:
        sys.exit("wfp replay -j %s: the last line is no summary" % path)
    return lines[:-1], lines[-1]["summary"]


def nanoseconds(text):
    """Of 2026-11-22T14:21:22.123456789Z."""
    whole, fraction = re.fullmatch(r"(.*)\.(\d{9})Z", text).groups()
    seconds = datetime.datetime.fromisoformat(whole + "+00:00").timestamp()
    return int(seconds) * 10**9 + int(fraction)


def epoch_nanoseconds(text):
    seconds, fraction = text.split(".")
    return int(seconds) * 10**9 + int(fraction.ljust(9, "0"))


def ipv6_protocol(f):
    """Follows the chain: occurrences of a field are in the order of the packet."""
    used, kind = collections.Counter(), f.number("ipv6.nxt")
    while kind in EXTENSIONS and used[kind] < len(f.fields.get(EXTENSIONS[kind], [])):
        at, used[kind] = used[kind], used[kind] + 1
        following = int(f.fields[EXTENSIONS[kind]][at])
        if kind == 44 and f.number("ipv6.fraghdr.offset"):
            return following
        kind = following
    return kind


def expected_fragment(f, family):
    if family == 4:
        offset, more, ident = f.number("ip.frag_offset") * 8, f.number("ip.flags.mf"), f.number("ip.id")
    elif f.text("ipv6.fraghdr.nxt"):
        offset, more = f.number("ipv6.fraghdr.offset") * 8, f.number("ipv6.fraghdr.more")
        ident = f.number("ipv6.fraghdr.ident")
    else:
        return None
    return {"id": ident, "offset": offset, "more": bool(more)} if offset or more else None


def expected_ip(f):
    family = f.outer()
    if family is None:
        return None
    names = ("ip.src", "ip.dst", "ip.ttl") if family == 4 else ("ipv6.src", "ipv6.dst", "ipv6.hlim")
    ip = {"family": family, "src": f.text(names[0]), "dst": f.text(names[1]), "ttl": f.number(names[2]),
          "protocol": f.number("ip.proto") if family == 4 else ipv6_protocol(f)}
    fragment = expected_fragment(f, family)
    return {**ip, "fragment": fragment} if fragment else ip


def expected_icmp(f, protocol):
    prefix = "icmp" if protocol == ICMP else "icmpv6"
    out = {"icmpType": f.number(prefix + ".type"), "icmpCode": f.number(prefix + ".code")}
    if out["icmpType"] in ECHO[protocol]:
        names = ("icmp.ident", "icmp.seq") if protocol == ICMP else ("icmpv6.echo.identifier", "icmpv6.echo.sequence_number")
        out.update(icmpId=f.number(names[0]), icmpSequence=f.number(names[1]))
    return out


def expected_transport(f, ip):
    """None: there must be none. Fragments have none, and neither has a TCP header that the snap length cut."""
    if ip is None or "fragment" in ip:
        return None
    if ip["protocol"] == TCP:
        if f.text("tcp.urgent_pointer") is None:
            return None
        return {"srcPort": f.number("tcp.srcport"), "dstPort": f.number("tcp.dstport"), "flags": f.number("tcp.flags"),
                "seq": f.number("tcp.seq_raw"), "ack": f.number("tcp.ack_raw")}
    if ip["protocol"] == UDP:
        return {"srcPort": f.number("udp.srcport"), "dstPort": f.number("udp.dstport")}
    return expected_icmp(f, ip["protocol"]) if ip["protocol"] in ECHO else None


def expected_link(f):
    """None: the capture has no link header that names an EtherType."""
    types = [f.fields.get(n, [None])[-1] for n in ("vlan.len", "vlan.etype", "eth.len", "eth.type", "llc.type", "sll.etype")]
    found = [int(t, 0) for t in types if t is not None]
    if not found and f.text("wlan.sa") and f.text("wlan.da"):  # of 802.11, and not data that can be read
        found = [0]
    if not found:
        return None
    link = {"etherType": found[0], "srcMac": f.text("eth.src") or f.text("sll.src.eth") or f.text("wlan.sa"),
            "dstMac": f.text("eth.dst") or f.text("wlan.da"),
            "vlan": f.number("ieee8021ad.id") or f.number("vlan.id")}
    return {k: v for k, v in link.items() if v is not None}


def differences(got, f):
    """Sentences about one packet."""
    ip = expected_ip(f)
    want = {"packet": f.number("frame.number"), "link": expected_link(f), "ip": ip, "transport": expected_transport(f, ip)}
    if ip and ip["protocol"] not in (TCP, UDP, ICMP, ICMPV6):
        del want["transport"]  # ports of other protocols may be told or not
    for name, value in want.items():
        if got.get(name) != value:
            yield "%s is %s, tshark says %s" % (name, got.get(name), value)
    if nanoseconds(got["time"]) != epoch_nanoseconds(f.text("frame.time_epoch")):
        yield "time is %s, tshark says %s" % (got["time"], f.text("frame.time_epoch"))


def compare(path):
    frames = tshark(path)
    packets, summary = replay(path)
    out = []
    if not len(frames) == len(packets) == summary["packets"]:
        out.append("%d packets in tshark, %d lines, %d in the summary" % (len(frames), len(packets), summary["packets"]))
    if summary["malformed"]:
        out.append("%d packets malformed, but real hosts sent them" % summary["malformed"])
    for got, frame in zip(packets, frames):
        out += ["packet %s: %s" % (frame.text("frame.number"), d) for d in differences(got, frame)]
    return len(frames), out


def table():
    """README.md's rows: path -> packets."""
    with open(os.path.join(HERE, "README.md")) as f:
        rows = re.findall(r"^\| (\S+\.pcap(?:ng)?) \| (\d+) \|", f.read(), re.M)
    return {os.path.normpath(os.path.join(HERE, name)): int(n) for name, n in rows}


def main():
    if not shutil.which("tshark"):
        print("tshark is missing")
        return SKIPPED
    described = table()
    paths = sys.argv[1:] or sorted(glob.glob(HERE + "/*.pcap*") + glob.glob(HERE + "/../../examples/*.pcap*"))
    failed = 0
    for path in map(os.path.normpath, paths):
        count, found = compare(path)
        if path in described and described[path] != count:
            found.append("README.md says %d packets, there are %d" % (described[path], count))
        if not sys.argv[1:] and path not in described:
            found.append("README.md does not describe it")
        print("%s %s: %d packets" % ("FAIL" if found else "ok  ", os.path.basename(path), count))
        for line in found[:20]:
            print("     " + line)
        failed += bool(found)
    print("%d passed, %d failed" % (len(paths) - failed, failed))
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
