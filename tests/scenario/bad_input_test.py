#!/usr/bin/env python3
"""What `wfp replay` says to bad usage, to files that are no captures, to captures that break off and to packets no stack
would send: the right exit status, one line that names the file, never a signal, and always what was read until then."""
import json
import os
import subprocess
import sys
import tempfile

CAPTURES = os.path.join(os.environ["WFP_SOURCE"], "tests", "captures")
sys.path.insert(0, CAPTURES)
sys.dont_write_bytecode = True
import make_bad  # noqa: E402

WFP = os.path.join(os.environ["WFP_BUILD"], "wfp")
BAD = os.path.join(CAPTURES, "bad")
GOOD = os.path.join(CAPTURES, "refused.pcap")
EXIT_GOOD, EXIT_REFUSED, EXIT_USAGE = 0, 1, 2

failures = []


def check(name, condition, sentence):
    if not condition:
        failures.append(name)
        print("FAIL %s: %s" % (name, sentence))


def wfp(*arguments, **more):
    return subprocess.run([WFP, *arguments], capture_output=True, timeout=120, **more)


def check_complaint(name, run, *words):
    """Exit status 2 and one line on stderr that contains the words."""
    lines = run.stderr.decode().splitlines()
    check(name, run.returncode == EXIT_USAGE, "exit status %d, not 2" % run.returncode)
    check(name, len(lines) == 1, "%d lines on stderr: %r" % (len(lines), run.stderr[:500]))
    for word in words:
        check(name, word in " ".join(lines), "stderr does not say %r: %r" % (word, run.stderr[:500]))


def check_summary(name, text, packets, malformed):
    """One object per packet, numbered from 1, then the summary, whose counts agree with them."""
    objects = [json.loads(line) for line in text.decode().splitlines()]
    check(name, objects and "summary" in objects[-1], "no summary at the end of the output")
    if not objects or "summary" not in objects[-1]:
        return
    summary = objects.pop()["summary"]
    check(name, [int(o["packet"]) for o in objects] == list(range(1, packets + 1)),
          "%d packets are told, not %d" % (len(objects), packets))
    check(name, summary["packets"] == packets, "the summary counts %s packets, not %d" % (summary["packets"], packets))
    if malformed is not None:
        check(name, summary["malformed"] == malformed, "%s malformed, not %d" % (summary["malformed"], malformed))
    for verdict, member in (("permit", "permitted"), ("block", "blocked"), ("discard", "discarded"), ("absorb", "absorbed")):
        told = sum(o["verdict"] == verdict for o in objects)
        check(name, summary[member] == told, "%d lines say %s, the summary %s" % (told, verdict, summary[member]))


def check_file(name, kind, packets, malformed):
    """As JSON, as text, and through a pipe."""
    path = os.path.join(BAD, name)
    run = wfp("replay", "-j", path)
    plain = wfp("replay", path)
    with open(path, "rb") as f:
        piped = wfp("replay", "-j", "-", stdin=f)
    for way, r, named in (("-j", run, name), ("text", plain, name), ("stdin", piped, "standard input")):
        if kind == "packets":
            check(name, r.returncode in (EXIT_GOOD, EXIT_REFUSED), "%s: exit status %d" % (way, r.returncode))
            check(name, r.stderr == b"", "%s: stderr says %r" % (way, r.stderr[:500]))
        else:
            check_complaint("%s (%s)" % (name, way), r, named)
    if kind != "unreadable":
        check_summary(name, run.stdout, packets, malformed)
        check(name, run.stdout == piped.stdout, "a pipe gives other output than the file")
        check(name, plain.stdout.strip() != b"", "no text about what was read")


def check_last_is_judged(name):
    """What came before must not spoil the good packet at the end."""
    run = wfp("replay", "-j", os.path.join(BAD, name))
    lines = run.stdout.decode().splitlines()
    last = json.loads(lines[-2]) if len(lines) > 1 else {}
    check(name, last.get("verdict") == "permit", "the good packet at the end: %s" % last.get("verdict"))
    check(name, last.get("transport", {}).get("dstPort") == 80, "the good packet at the end was not read")


def check_files():
    made = make_bad.make()
    check("bad/", sorted(made) == sorted(os.listdir(BAD)), "not the files that make_bad.py makes")
    for name, (kind, packets, malformed, data) in made.items():
        with open(os.path.join(BAD, name), "rb") as f:
            check(name, f.read() == data, "is not what make_bad.py makes")
        check_file(name, kind, packets, malformed)
        if kind == "packets":
            check_last_is_judged(name)
    return len(made)


def check_usage(folder):
    """Everything a hand can get wrong on the command line."""
    missing = os.path.join(folder, "missing.pcap")
    secret = os.path.join(folder, "strange\nname.pcap")
    with open(secret, "wb") as f:
        f.write(b"no capture")
    check_complaint("missing file", wfp("replay", missing), "missing.pcap", "no such file")
    check_complaint("directory", wfp("replay", folder), folder, "directory")
    check_complaint("newline in the name", wfp("replay", secret), "strange?name.pcap")
    check_complaint("no operand", wfp("replay"), "--help")
    check_complaint("two files", wfp("replay", GOOD, GOOD), "--help")
    check_complaint("unknown option", wfp("replay", "--frobnicate", GOOD), "--frobnicate", "--help")
    check_complaint("unknown letter", wfp("replay", "-Q", GOOD), "-Q", "--help")
    check_complaint("option without value", wfp("replay", GOOD, "--policy"), "--policy", "--help")
    check_complaint("missing policy", wfp("replay", "--policy", missing, GOOD), "missing.pcap")
    check_complaint("policy that is none", wfp("replay", "--policy", GOOD, GOOD), "refused.pcap")
    check_complaint("bad address", wfp("replay", "--local", "192.0.2.300", GOOD), "192.0.2.300")
    check_complaint("bad prefix", wfp("replay", "--local", "192.0.2.10/33", GOOD), "192.0.2.10/33")
    check_complaint("output nowhere", wfp("replay", "-w", os.path.join(missing, "out.pcapng"), GOOD), "missing.pcap")
    check_complaint("unknown command", wfp("repaly", GOOD), "repaly", "--help")
    help_run = wfp("replay", "--help")
    check("--help", help_run.returncode == EXIT_GOOD and b"usage: wfp replay" in help_run.stdout and not help_run.stderr,
          "exit status %d, %r" % (help_run.returncode, help_run.stdout[:100]))
    with open("/dev/full", "wb") as full:
        run = subprocess.run([WFP, "replay", "-j", GOOD], stdout=full, stderr=subprocess.PIPE, timeout=120)
    check_complaint("full disk", run)
    return 16


def main():
    with tempfile.TemporaryDirectory() as folder:
        cases = check_files() + check_usage(folder)
    failed = len(set(failures))
    print("%d passed, %d failed" % (max(cases - failed, 0), failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
