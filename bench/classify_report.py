#!/usr/bin/env python3
"""Runs bench_classify over sets of every kind and size, loads the same rules with nft and iptables-restore, and writes what came out:
tables in Markdown and plots in SVG.

usage: bench/classify_report.py BUILD [--out FOLDER] [--largest N] [--rounds N] [--acl-largest N] [--from FILE]"""
import argparse
import json
import math
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

TUPLES, SIZES = ("acl", "fw", "ipc"), (100, 1000, 10000, 100000, 1000000)
ADVERSE, ADVERSE_SIZES = ("lengths", "ports", "nested", "wide", "service", "narrow"), (100, 1000, 10000)
SINGLE, BATCH = "single", "batch32"
COLOURS = {"openwfp": "#0b6e4f", "rte_acl": "#c0392b", "linear": "#2c5aa0", "linear_scalar": "#8e8e8e", "interpreter": "#b7791f"}
MODE_TITLES = {SINGLE: "one header a call", BATCH: "32 headers a call"}


# --- measuring ----------------------------------------------------------------------------------------------------------------

def measure(program, kind, size, zipf, options):
    peers = ["openwfp", "interpreter"] if kind == "wfp" else ["openwfp", "linear"]
    if kind in TUPLES and size <= 10000:
        peers.append("linear_scalar")
    if kind in TUPLES and size <= options.acl_largest:
        peers.append("rte_acl")
    words = [str(program), "--kind", kind, "--size", str(size), "--rounds", str(options.rounds), "--peers", ",".join(peers), "-j"]
    words += ["--zipf"] if zipf else ["--updates"] if kind not in ADVERSE else []
    done = subprocess.run(words, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        print("classify_report: %s ended with %d" % (" ".join(words), done.returncode), file=sys.stderr)
        return None
    return json.loads(done.stdout)


def measure_all(program, options):
    for size in (s for s in SIZES if s <= options.largest):
        for kind in TUPLES + ("wfp",):
            for zipf in (False, True):
                result = measure(program, kind, size, zipf, options)
                if result:
                    yield result
    for size in (s for s in ADVERSE_SIZES if s <= options.largest):
        for kind in ADVERSE:
            result = measure(program, kind, size, False, options)
            if result:
                yield result


# --- the same rules elsewhere -------------------------------------------------------------------------------------------------

RULE = re.compile(r"@(\S+)\s+(\S+)\s+(\d+) : (\d+)\s+(\d+) : (\d+)\s+0x(\w+)/0x(\w+)")


def rules_of(path):
    for line in path.read_text().splitlines():
        source, destination, *numbers, protocol, mask = RULE.match(line).groups()
        yield source, destination, [int(n) for n in numbers], int(protocol, 16) if int(mask, 16) else None


def action_of(number, words):
    return words[0 if number % 5 < 3 else 1]


def nft_text(rules):
    lines = ["table ip bench {", " chain c { type filter hook prerouting priority 0;"]
    for number, (source, destination, ports, protocol) in enumerate(rules):
        words = [" "]
        words += ["ip saddr " + source] * (not source.endswith("/0")) + ["ip daddr " + destination] * (not destination.endswith("/0"))
        words += ["ip protocol %d" % protocol] if protocol is not None else []
        for name, low, high in (("sport", *ports[:2]), ("dport", *ports[2:])):
            words += ["th %s %d-%d" % (name, low, high)] * ((low, high) != (0, 65535) and low != high)
            words += ["th %s %d" % (name, low)] * (low == high)
        lines.append(" ".join(words + [action_of(number, ("accept", "drop"))]))
    return "\n".join(lines + [" }", "}", ""])


def iptables_text(rules):
    lines = ["*filter", ":INPUT ACCEPT [0:0]", ":FORWARD ACCEPT [0:0]", ":OUTPUT ACCEPT [0:0]"]
    for number, (source, destination, ports, protocol) in enumerate(rules):
        words = ["-A INPUT -s %s -d %s" % (source, destination)] + (["-p %d" % protocol] if protocol is not None else [])
        for name, low, high in (("sport", *ports[:2]), ("dport", *ports[2:])):
            words += ["--%s %d:%d" % (name, low, high)] * ((low, high) != (0, 65535))
        lines.append(" ".join(words + ["-j", action_of(number, ("ACCEPT", "DROP"))]))
    return "\n".join(lines + ["COMMIT", ""])


LOADERS = (("nft -f", "nft", ["-f"], nft_text), ("iptables-restore", "iptables-restore", [], iptables_text),
           ("iptables-legacy-restore", "iptables-legacy-restore", [], iptables_text))


def load_elsewhere(program, folder, size):
    """Seconds by loader, each in a network namespace of its own; what cannot be had here is left out and named."""
    rules = folder / "rules"
    subprocess.run([program, "--kind", "acl", "--size", str(size), "--write", rules], check=True)
    for title, command, arguments, text in LOADERS:
        script = folder / "script"
        script.write_text(text(list(rules_of(rules))))
        if not shutil.which(command):
            print("classify_report: without %s: it is not installed" % command, file=sys.stderr)
            continue
        times = []
        for _ in range(3):
            start = time.monotonic()
            done = subprocess.run(["unshare", "--net", command, *arguments, script], capture_output=True, text=True)
            times.append(time.monotonic() - start)
            if done.returncode:
                print("classify_report: %s: %s" % (command, done.stderr[:300]), file=sys.stderr)
                break
        else:
            yield {"loader": title, "rules": size, "load_s": sorted(times)[1]}


# --- tables -------------------------------------------------------------------------------------------------------------------

def number(x):
    if x is None:
        return ""
    return "%.0f" % x if x >= 100 else "%.1f" % x if x >= 10 else "%.2f" % x if x >= 0.095 else "%.3f" % x


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def of(result, name, mode, member):
    return next((r[member] for r in result["results"] if (r["name"], r["mode"]) == (name, mode)), None)


def find(results, kind, size, trace):
    return next((r for r in results if (r["kind"], r["filters"], r["trace"]) == (kind, size, trace)), None)


def sizes_of(results):
    return sorted({r["filters"] for r in results if r["kind"] not in ADVERSE})


def names_of(results):
    return [n for n in COLOURS if any(r["name"] == n for one in results for r in one["results"])]


def speed_table(results, trace, mode, kinds):
    chosen = [r for r in results if r["trace"] == trace and r["kind"] in kinds]
    rows = []
    for name in names_of(chosen):
        cells = [number(of(find(chosen, k, s, trace) or {"results": []}, name, mode, "mlps")) for k in kinds for s in sizes_of(chosen)]
        rows.append([name] + cells)
    return table([""] + ["%s %s" % (k, short(s)) for k in kinds for s in sizes_of(chosen)], rows)


def latency_table(results, kinds):
    rows = []
    for r in results:
        if r["trace"] != "uniform" or r["kind"] not in kinds:
            continue
        for one in r["results"]:
            if one["mode"] == SINGLE:
                rows.append([r["kind"], short(r["filters"]), one["name"]] + [number(one[m]) for m in ("p50_ns", "p99_ns", "p999_ns")]
                            + [number(one["build_s"] * 1e3), number(one["bytes_per_filter"])])
    return table(["set", "filters", "", "p50 ns", "p99 ns", "p99.9 ns", "build ms", "bytes a filter"], rows)


def adverse_table(results):
    """Ours and the SIMD scan's p99.9 a call, and million lookups a second."""
    rows = []
    for kind in ADVERSE:
        for r in (r for r in results if r["kind"] == kind):
            rows.append([kind, short(r["filters"])] + [number(of(r, n, SINGLE, m)) for m in ("p999_ns", "mlps") for n in ("openwfp", "linear")])
    return table(["set", "filters", "p99.9 ns", "SIMD linear", "M lookups/s", "SIMD linear"], rows)


def mean_ratio(results, size, mode, against):
    """The geometric mean of our speed to theirs over the three kinds, None where one is missing; and the least."""
    ratios = []
    for kind in TUPLES:
        r = find(results, kind, size, "uniform")
        ours, theirs = (of(r, n, mode, "mlps") if r else None for n in ("openwfp", against))
        if not ours or not theirs:
            return None, None
        ratios.append(ours / theirs)
    return math.exp(sum(map(math.log, ratios)) / 3), min(ratios)


def ratio_table(results):
    rows = []
    for size in sizes_of(results):
        row = [short(size)]
        for against, mode in (("rte_acl", SINGLE), ("rte_acl", BATCH), ("linear", SINGLE)):
            mean, least = mean_ratio(results, size, mode, against)
            row.append("%s (least %s)" % (number(mean), number(least)) if mean else "not measured")
        r = find(results, "wfp", size, "uniform")
        ours, theirs = (of(r, n, SINGLE, "mlps") if r else None for n in ("openwfp", "interpreter"))
        rows.append(row + [number(ours / theirs) if ours and theirs else "not measured"])
    return table(["filters", "rte_acl, single", "rte_acl, batch of 32", "SIMD linear", "WFP-shaped: interpreter"], rows)


def updates_table(results):
    rows = []
    for r in results:
        u = r.get("updates")
        if u:
            rows.append([r["kind"], short(r["filters"])] + [number(u[m]) for m in ("index_change_us", "add_us", "delete_us")]
                        + [str(round(u["churn_wall_per_s"])), str(round(u["churn_per_s"])), "%+.0f %%" % (100 * u["reader_more"]),
                           "%+.0f %%" % (100 * u["changed_more"]), number(u["load_commit_s"]), number(u["load_s"])])
    return table(["set", "filters", "change in the index us", "add us", "delete us", "changes/s", "of processor time",
                  "reader's CPU then", "without another thread", "bulk: commit s", "bulk: all s"], rows)


def loaders_table(loads):
    return table(["", "rules", "seconds", "rules/s"], [[r["loader"], short(r["rules"]), number(r["load_s"]),
                                                       str(round(r["rules"] / r["load_s"]))] for r in loads])


def short(n):
    return "%dM" % (n // 1000000) if n >= 1000000 else "%dk" % (n // 1000) if n >= 1000 else str(n)


# --- plots --------------------------------------------------------------------------------------------------------------------

def plot(results, kind, mode):
    """Lookups a second over filters, both logarithmic."""
    chosen = [r for r in results if r["kind"] == kind and r["trace"] == "uniform"]
    width, height, left, bottom = 560, 340, 60, 40
    sizes = sizes_of(chosen)
    values = {n: [(r["filters"], of(r, n, mode, "mlps")) for r in chosen if of(r, n, mode, "mlps")] for n in names_of(chosen)}
    every = [y for points in values.values() for _, y in points]
    low, high = math.floor(math.log10(min(every))), math.ceil(math.log10(max(every)))
    span = max(math.log10(sizes[-1] / sizes[0]), 1)

    def x_of(n):
        return left + (width - left - 120) * math.log10(n / sizes[0]) / span

    def y_of(v):
        return height - bottom - (height - bottom - 30) * (math.log10(v) - low) / max(high - low, 1)

    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">' % (width, height),
           '<rect width="100%" height="100%" fill="white"/>',
           '<text x="%d" y="18">%s: million lookups a second, %s</text>' % (left, kind, MODE_TITLES[mode])]
    for power in range(low, high + 1):
        y = y_of(10 ** power)
        out.append('<path d="M%d %.1fH%d" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">%g</text>'
                   % (left, y, width - 120, left - 6, y + 4, 10 ** power))
    for n in sizes:
        out.append('<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (x_of(n), height - bottom + 18, short(n)))
    for name, points in values.items():
        line = " ".join("%.1f,%.1f" % (x_of(n), y_of(v)) for n, v in points)
        out.append('<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>' % (line, COLOURS[name]))
        out.append('<text x="%.1f" y="%.1f" fill="%s">%s</text>' % (x_of(points[-1][0]) + 8, y_of(points[-1][1]) + 4, COLOURS[name], name))
    return "\n".join(out + ["</svg>", ""])


# --- all of it ----------------------------------------------------------------------------------------------------------------

def report(results, loads, folder):
    kinds = [k for k in TUPLES + ("wfp",) if any(r["kind"] == k for r in results)]
    text = ["# Classifiers, measured\n", "Our speed in multiples of each peer's, geometric mean over acl, fw and ipc:\n", ratio_table(results)]
    for trace in ("uniform", "zipf"):
        for mode in (SINGLE, BATCH):
            text += ["\nMillion lookups a second, %s trace, %s:\n" % (trace, MODE_TITLES[mode]),
                     speed_table(results, trace, mode, [k for k in kinds if k != "wfp"])]
    text += ["\nSets shaped like WFP, million lookups a second, uniform:\n", speed_table(results, "uniform", SINGLE, ["wfp"]),
             "\nOne call alone, building, memory of the index:\n", latency_table(results, kinds),
             "\nSets that are meant to hurt, one call alone:\n", adverse_table(results), "\nChanges:\n", updates_table(results),
             "\nThe same rules loaded elsewhere:\n", loaders_table(loads)]
    for kind in kinds:
        for mode in (SINGLE, BATCH):
            name = "classify-%s-%s.svg" % (kind, mode)
            (folder / name).write_text(plot(results, kind, mode))
            text.append("\n![%s, %s](%s)\n" % (kind, MODE_TITLES[mode], name))
    (folder / "classify.md").write_text("\n".join(text))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, help="default: BUILD/bench-report")
    parser.add_argument("--largest", type=int, default=1000000)
    parser.add_argument("--acl-largest", type=int, default=10000, help="rte_acl takes minutes and gigabytes for more")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--from", dest="source", type=pathlib.Path, help="what a run left in classify.json, measured no more")
    options = parser.parse_args()
    program, folder = options.build / "bench_classify", options.out or options.build / "bench-report"
    folder.mkdir(parents=True, exist_ok=True)
    if options.source:
        measured = json.loads(options.source.read_text())
    else:
        with tempfile.TemporaryDirectory() as temporary:
            loads = [one for size in (1000, 10000, 100000) if size <= options.largest
                     for one in load_elsewhere(program, pathlib.Path(temporary), size)]
        measured = {"results": list(measure_all(program, options)), "loads": loads}
        (folder / "classify.json").write_text(json.dumps(measured, indent=1))
    if not measured["results"]:
        sys.exit("classify_report: nothing was measured")
    report(measured["results"], measured["loads"], folder)
    print(folder / "classify.md")


if __name__ == "__main__":
    main()
