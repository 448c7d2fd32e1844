#!/usr/bin/env python3
"""`wfp check`: bad policies get exit status 2 and one line on stderr that names the file, the member at fault and a way to
mend it; good ones are judged; the examples of the tree are clean."""
import glob
import json
import os
import subprocess
import sys
import tempfile

WFP = os.path.join(os.environ["WFP_BUILD"], "wfp")
SOURCE = os.environ["WFP_SOURCE"]
EXIT_GOOD, EXIT_REFUSED, EXIT_USAGE = 0, 1, 2

failures = []


def check(name, condition, sentence):
    if not condition:
        failures.append(name)
        print("FAIL %s: %s" % (name, sentence))


def wfp(*arguments, **more):
    return subprocess.run([WFP, "check", *arguments], capture_output=True, timeout=60, **more)


def complain(name, run, *words):
    lines = run.stderr.decode().splitlines()
    check(name, run.returncode == EXIT_USAGE, "exit status %d, not 2" % run.returncode)
    check(name, len(lines) == 1, "%d lines on stderr: %r" % (len(lines), run.stderr[:600]))
    for word in words:
        check(name, word in " ".join(lines), "stderr does not say %r: %r" % (word, run.stderr[:600]))


def one(**members):
    """A policy with one filter, good but for the given members; None removes a member."""
    filter = {"name": "f", "layer": "ALE_AUTH_CONNECT", "action": "block", **members}
    return {"filters": [{k: v for k, v in filter.items() if v is not None}]}


def condition(field, value, match=None, layer="ALE_AUTH_CONNECT_V4"):
    c = {"field": field, "value": value}
    if match:
        c["match"] = match
    return one(layer=layer, conditions=[c])


GUID = "11111111-2222-3333-4444-555555555555"
FIELD, MATCH, VALUE = ("filters[0].conditions[0].%s: " % m for m in ("field", "match", "value"))

# policy (an object, or text as it stands), what the line has to say
BAD = [
    ("", "line 1, column 0", "not JSON"),
    ("{\"filters\": [}", "line 1", "not JSON"),
    ("{\n \"filters\": [],\n \"filters\": []}", "line 3", "duplicate"),
    ("{\"filters\": [{\"name\": \"a\xff\"}]}".encode("latin-1"), "line 1, column 24", "unable to decode byte 0xff"),
    ("{\"x\": 99999999999999999999}", "line 1", "write 64-bit numbers as strings"),
    ("[]", "expected an object"),
    ("[" * 5000, "not JSON"),
    ({"filter": []}, "unknown member \"filter\"", "did you mean filters?"),
    ({"filters": {}}, "filters: expected an array"),
    ({"filters": [7]}, "filters[0]: expected an object"),
    (one(name=None), "filters[0]: has no \"name\""),
    (one(name="a\tb"), "filters[0].name: ", "control character"),
    (one(name="x" * 70000), "filters[0].name: ", "longer"),
    (one(layer=None), "filters[0]: has no \"layer\""),
    (one(layer="ALE_AUTH_CONECT"), "filters[0].layer: ", "did you mean ALE_AUTH_CONNECT?"),
    (one(layer="nonsense"), "filters[0].layer: ", "wfp show layers"),
    (one(layer="INBOUND_TRANSPORT_FAST"), "filters[0].layer: ", "no static filters"),
    (one(action=None), "filters[0]: has no \"action\""),
    (one(action="blok"), "filters[0].action: ", "did you mean block?"),
    (one(action="continue"), "filters[0].action: ", "there are permit, block"),
    (one(action=3), "filters[0].action: expected a string"),
    (one(action="calloutTerminating"), "filters[0]: ", "needs \"callout\""),
    (one(action="calloutTerminating", callout="inspct"), "filters[0].callout: ", "add it to \"callouts\""),
    ({"callouts": [{"name": "c", "layer": "STREAM_V4"}], **one(action="calloutUnknown", callout="c")}, "filters[0].callout: ",
     "another layer"),
    (one(callout="c"), "filters[0].callout: ", "only a callout action"),
    (one(permitIfCalloutUnregistered=True), "filters[0].permitIfCalloutUnregistered: ", "calloutTerminating"),
    (one(persistent=True, bootTime=True), "filters[0].persistent: ", "not both"),
    (one(layer="RPC_UM", bootTime=True), "filters[0].bootTime: ", "kernel layer"),
    (one(clearActionRight=1), "filters[0].clearActionRight: expected true or false"),
    (one(clearActionright=True), "unknown member \"clearActionright\"", "did you mean clearActionRight?"),
    (one(weight=16), "filters[0].weight: ", "0 to 15"),
    (one(weight=-1), "filters[0].weight: ", "0 to 15"),
    (one(weight=1.5), "filters[0].weight: expected a whole number or a string"),
    (one(weight="0x10000000000000000"), "filters[0].weight: ", "no 64-bit number"),
    (one(subLayer="corp"), "filters[0].subLayer: ", "add it to \"subLayers\""),
    (one(subLayer="universl"), "filters[0].subLayer: ", "did you mean UNIVERSAL?"),
    (one(subLayer=GUID), "filters[0].subLayer: there is no sublayer"),
    (one(subLayer="INSPECTION"), "filters[0].action: ", "calloutInspection"),
    (one(provider="nobody"), "filters[0].provider: ", "add it to \"providers\""),
    (one(key="1234"), "filters[0].key: ", "is no GUID"),
    (one(key="00000000-0000-0000-0000-000000000000"), "filters[0].key: ", "zero GUID"),
    ({"subLayers": [{"name": "s", "weight": 65536}]}, "subLayers[0].weight: ", "0 to 65535"),
    ({"subLayers": [{"name": "s"}, {"name": "s"}]}, "subLayers[1]: has the key of subLayers[0]"),
    ({"filters": [one()["filters"][0]] * 2}, "filters[1]: has the key of filters[0]"),
    ({"subLayers": [{"name": "s"}], **one(persistent=True, subLayer="s")}, "filters[0].subLayer: ", "persistent"),
    ({"callouts": [{"name": "c"}]}, "callouts[0]: has no \"layer\""),
    (one(conditions=[{}]), "filters[0].conditions[0]: has no \"field\""),
    (one(conditions=[{"field": "IP_PROTOCOL"}]), "filters[0].conditions[0]: has no \"value\""),
    (condition("IP_REMOTE_PRT", 80), FIELD, "did you mean IP_REMOTE_PORT?"),
    (condition("IP_REMOTE_PORT", 80, layer="INBOUND_IPPACKET"), FIELD, "INBOUND_IPPACKET_V4 has no field IP_REMOTE_PORT"),
    (condition("IP_REMOTE_PORT", 80, layer="INBOUND_IPPACKET_V6"), FIELD, "wfp show fields"),
    (condition("IP_REMOTE_PORT", 80, "equals"), MATCH, "did you mean equal?"),
    (condition("IP_REMOTE_PORT", 70000), VALUE, "0 to 65535"),
    (condition("IP_REMOTE_PORT", -1), VALUE, "negative"),
    (condition("IP_REMOTE_PORT", "http"), VALUE, "no number"),
    (condition("IP_REMOTE_PORT", True), VALUE, "expected"),
    (condition("IP_REMOTE_PORT", "443-80"), VALUE, "swap"),
    (condition("IP_REMOTE_PORT", "80-443", "equal"), MATCH, "match range only"),
    (condition("IP_REMOTE_PORT", 80, "range"), MATCH, "LO-HI"),
    (condition("IP_REMOTE_PORT", 80, "prefix"), MATCH, "BYTE_BLOB"),
    (condition("IP_PROTOCOL", "tpc"), VALUE, "did you mean tcp?"),
    (condition("IP_PROTOCOL", ["tcp", 17]), VALUE, "item 1"),
    (condition("IP_REMOTE_ADDRESS", "10.0.0.256"), VALUE, "no address"),
    (condition("IP_REMOTE_ADDRESS", "10.0.0.0/33"), VALUE, "/0 to /32"),
    (condition("IP_REMOTE_ADDRESS", "10.0.0.0/255.0.255.0"), VALUE, "not contiguous"),
    (condition("IP_REMOTE_ADDRESS", "10.0.0.0/8", "notEqual"), MATCH, "a subnet goes with match equal only"),
    (condition("IP_REMOTE_ADDRESS", "2001:db8::/129", layer="ALE_AUTH_CONNECT"), VALUE, "longer than the address"),
    (condition("IP_REMOTE_ADDRESS", "2001:db8::1"), VALUE, "IPv6 address, but the layer is of IPv4"),
    (condition("IP_REMOTE_ADDRESS", "10.0.0.1-2001:db8::1"), VALUE, "two families"),
    (condition("IP_REMOTE_ADDRESS", 167772161), VALUE, "write a string"),
    (condition("IP_REMOTE_ADDRESS", "empty", "notEqual"), MATCH, "match equal only"),
    (one(conditions=[{"field": "IP_REMOTE_ADDRESS", "value": "10.0.0.1"}, {"field": "IP_LOCAL_ADDRESS", "value": "::1"}]),
     "filters[0].conditions: ", "make two filters"),
    (condition("FLAGS", ["IS_LOOPBAK"], "flagsAllSet", "INBOUND_TRANSPORT"), VALUE, "did you mean IS_LOOPBACK?"),
    (condition("MAC_LOCAL_ADDRESS", "02:00:5e:10:00", layer="INBOUND_MAC_FRAME_ETHERNET"), VALUE, "no MAC address"),
    (condition("ALE_APP_ID", "/bin/sh", "equalCaseInsensitive"), MATCH, "use equal"),
    (condition("ALE_APP_ID", "0x123"), VALUE, "two hexadecimal digits"),
    (condition("ALE_PACKAGE_ID", "S-1-"), VALUE, "no SID"),
    (condition("ALE_USER_ID", "D:(A;;CC;;;nobody)"), VALUE, "no account"),
    (condition("ALE_USER_ID", "D:(A;;ZZ;;;BA)"), VALUE, "no access right"),
    (condition("ALE_USER_ID", "D:(A;;CC;;BA)"), VALUE, "type;flags;rights;;;account"),
    (condition("ALE_USER_ID", "O:BA"), VALUE, "without a D: part"),
    (condition("ALE_USER_ID", "D:(A;;CC;;;BA)S:(AU;SAFA;FA;;;WD"), VALUE, "SACL"),
    (condition("ALE_USER_ID", 0), VALUE, "takes no number"),
]


def check_bad(folder):
    for i, (policy, *words) in enumerate(BAD):
        path = os.path.join(folder, "bad-%d.json" % i)
        text = policy if isinstance(policy, (str, bytes)) else json.dumps(policy)
        with open(path, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        name = "bad %d %.60r" % (i, text)
        run = wfp(path)
        complain(name, run, path, *words)
        check(name, run.stdout == b"", "stdout is not empty")
        run = wfp("-j", path)
        complain(name + " -j", run, path)
        answer = json.loads(run.stdout)
        check(name, answer["valid"] is False and answer["error"] in run.stderr.decode(), "the JSON says %r" % answer)


def check_files(folder):
    complain("no such file", wfp(os.path.join(folder, "none.json")), "none.json", "No such file")
    complain("a folder", wfp(folder), folder, "cannot be read")
    complain("no file", wfp(), "no policy file", "--help")
    complain("bad option", wfp("--frobnicate"), "--frobnicate", "--help")
    run = wfp("-", input=json.dumps(condition("IP_REMOTE_PORT", 70000)).encode())
    complain("standard input", run, "standard input", VALUE)
    large = os.path.join(folder, "large.json")
    with open(large, "wb") as f:
        f.truncate((64 << 20) + 1)
    complain("too large", wfp(large), "larger than 64 MiB")
    os.unlink(large)


def check_good(folder):
    for path in sorted(glob.glob(os.path.join(SOURCE, "examples", "*.json"))):
        run = wfp(path)
        check(path, run.returncode == EXIT_GOOD, "exit status %d: %s" % (run.returncode, run.stdout.decode()))
        check(path, run.stderr == b"", "stderr: %r" % run.stderr)
        answer = json.loads(wfp("-j", path).stdout)
        check(path, answer["valid"] is True, "not valid")
        check(path, all(f["level"] == "note" for f in answer["findings"]), "warnings: %r" % answer["findings"])


def check_findings(folder):
    path = os.path.join(folder, "shadow.json")
    filters = [{"name": n, "layer": "ALE_AUTH_CONNECT", "action": a, "weight": w,
                "conditions": [{"field": "IP_PROTOCOL", "value": "tcp"}, *more]}
               for n, a, w, more in (("all", "permit", 9, []),
                                     ("web", "block", 2, [{"field": "IP_REMOTE_PORT", "value": "80"}]))]
    with open(path, "w") as f:
        json.dump({"filters": filters}, f)
    run = wfp(path)
    lines = run.stdout.decode().splitlines()
    check("findings", run.returncode == EXIT_REFUSED, "exit status %d, not 1" % run.returncode)
    shadowed = [line for line in lines if ": shadowed: " in line]
    check("findings", len(shadowed) == 1, "told once for both families: %r" % shadowed)
    check("findings", "filters[1] \"web\"" in shadowed[0] and "\"all\"" in shadowed[0], shadowed[0])
    finding = [f for f in json.loads(wfp("-j", path).stdout)["findings"] if f["id"] == "shadowed"][0]
    check("findings", (finding["filter"], finding["other"], finding["name"]) == (1, 0, "web"), "%r" % finding)
    listed = {line.split()[0] for line in wfp("--list").stdout.decode().splitlines()[1:]}
    check("list", {"shadowed", "never-matches", "port-side"} <= listed, "%r" % listed)
    good = os.path.join(SOURCE, "examples", "web.json")
    check("several", wfp(good, path).returncode == EXIT_REFUSED, "the worst file gives the exit status")
    check("several", wfp(path, os.path.join(folder, "none.json"), good).returncode == EXIT_USAGE, "a bad file gives 2")
    check("quiet", wfp("-q", good).stdout == b"", "-q says nothing about a clean file")


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_bad(folder)
        check_files(folder)
        check_good(folder)
        check_findings(folder)
    print("%d bad policies, %d failures" % (len(BAD), len(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
