"""Public structures as the record walker sees them: where each member lies, how it travels, which member counts or selects it.
Offsets are computed from the member types by the C rules of 64-bit Windows; a row that says otherwise is refused."""

import re
import tomllib

import signature
from schema import ROOT, SchemaError

NUMBERS = "schema/record_numbers.toml"
BASE = {"UINT8": 1, "BYTE": 1, "CHAR": 1, "INT8": 1, "UINT16": 2, "INT16": 2, "WCHAR": 2, "UINT32": 4, "INT32": 4, "ULONG": 4,
        "DWORD": 4, "BOOL": 4, "float": 4, "UINT64": 8, "INT64": 8, "double": 8}
SIGNED = {"INT8", "INT16", "INT32", "INT64"}
REAL = {"float", "double"}
ALIAS = {"LPWSTR": "WCHAR *", "LPSTR": "CHAR *", "PSID_AND_ATTRIBUTES": "SID_AND_ATTRIBUTES *"}
# Structures of winnt.h that travel inside those of types.toml.
WINNT = [{"name": "SID_AND_ATTRIBUTES", "size": 16, "align": 8,
          "members": [{"name": "Sid", "type": "SID *"}, {"name": "Attributes", "type": "DWORD"}]}]
COUNTS = re.compile(r"num[A-Zv]\w*|\w+Count|\w+ArraySize|size")
OPAQUE = {"HANDLE", "void *"}
UNVERSIONED = re.compile(r"FWP_BYTE_ARRAY\d+")
HEADERS = ("fwpmu.h", "fwpmk.h")
# The calls of the other headers that go to BFE too.
MORE_HEADERS, MORE = ("fwpsu.h", "fwpsk.h"), "FwpsAleEndpoint"
NOTHING, ELSEWHERE = "RECORD_NOTHING", "RECORD_ELSEWHERE"


def travels(f):
    """Whether the function of this row is a call that goes to BFE."""
    return f["header"] in HEADERS or (f["header"] in MORE_HEADERS and f["name"].startswith(MORE))


def round_up(n, align):
    return (n + align - 1) // align * align


class Member:
    """One member that travels. `switch` holds the Switch it is an arm of."""

    def __init__(self, name, kind, offset, size, target=None, enum=None, flags=(), count_at=0):
        self.name, self.kind, self.offset, self.size, self.target = name, kind, offset, size, target
        self.enum, self.flags, self.count_at = enum, set(flags), count_at
        self.number, self.was = 0, name


class Switch:
    def __init__(self, name, at, mask, cases):
        self.name, self.at, self.mask = name, at, mask
        self.cases = cases  # {value: Member or NOTHING or ELSEWHERE}


class Record:
    def __init__(self, name):
        self.name = name
        self.walk = []  # Member and Switch in declaration order
        self.arms = []  # members of the unions
        self.size = self.align = 0

    def members(self):
        return [m for m in self.walk if isinstance(m, Member)] + self.arms


class Records:
    """All structures that management calls reach, by name; `order`: each after those it holds in place."""

    def __init__(self, s):
        self.s = s
        self.rows = {t["name"]: t for t in s.types + WINNT}
        self.typedefs = {t["name"]: t["type"] for t in s.typedefs}
        self.enums = {e["name"] for e in s.enums if e.get("is_type")}
        self.values = {v["name"]: int(v["value"]) for e in s.enums for v in e["values"]}
        self.callbacks = {f["name"] for f in s.functions if f["kind"] == "callback"}
        self.done = {}
        self.open = []  # the structures that are being looked at, to refuse circles
        for name in self.roots():
            self.record(name)
        self.elsewhere()
        self.number()
        self.check_in_place()

    def roots(self):
        seen = {}
        for f in self.s.functions:
            if travels(f) and "_IS_" not in f["name"]:
                for p in signature.parse(f).parameters:
                    name = p.type.removeprefix("const ")
                    if name in self.rows:
                        seen[name] = True
        return seen

    def family(self, name):
        """What the versions of a structure share."""
        if UNVERSIONED.fullmatch(name):
            return name
        return self.rows.get(name, {}).get("family") or re.sub(r"\d+(?=$|\.)", "", name)

    def shape(self, m):
        """What must agree between the versions of a family for one number to serve them all."""
        kind = "ARRAY_STRUCT" if "LISTED" in m.flags else m.kind
        return (kind, 0 if kind == "SCALAR" or m.target else m.size, self.family(m.target) if m.target else None)

    # --- types ---

    def resolve(self, text):
        """(base name, stars) with typedefs and pointer aliases resolved."""
        text = ALIAS.get(text.split(" ")[0], text.split(" ")[0]) + text[len(text.split(" ")[0]):]
        base, stars = re.fullmatch(r"(\w+)((?:\s*\*)*)", text).groups()
        base = self.typedefs.get(base, base)
        return base, stars.count("*")

    def wrapped_bytes(self, base):
        """The size of a structure that is nothing but a fixed array of bytes."""
        row = self.rows.get(base)
        if row and len(row["members"]) == 1 and row["members"][0].get("type") == "UINT8" and "count" in row["members"][0]:
            return row["members"][0]["count"]
        return 16 if base == "GUID" else None

    def scalar(self, base):
        return 4 if base in self.enums else BASE.get(base)

    def extent(self, row):
        """(size, alignment) of a member in place."""
        if "type" not in row:
            return self.group(row.get("union") or row["struct"], "union" in row)
        base, stars = self.resolve(row["type"])
        if stars or base in self.callbacks or base == "HANDLE":
            size = align = 8
        elif base == "FILETIME" or base == "GUID":
            size, align = (8, 4) if base == "FILETIME" else (16, 4)
        elif self.scalar(base):
            size = align = self.scalar(base)
        elif base in self.rows:
            size, align = self.inside(base, lambda: self.group(self.rows[base]["members"], False))
        else:
            raise SchemaError(f"types.toml: no size is known for {row['type']} {row['name']}")
        return size * row.get("count", 1), align

    def inside(self, name, look):
        if name in self.open:
            raise SchemaError(f"types.toml: {name} holds itself")
        self.open.append(name)
        found = look()
        self.open.pop()
        return found

    def group(self, rows, union):
        end, align = 0, 1
        for r in rows:
            size, a = self.extent(r)
            align = max(align, a)
            end = max(end, size) if union else round_up(end, a) + size
        return round_up(end, align), align

    def place(self, rows, at):
        """Yields (row, offset) of the members of a structure that begins at `at`."""
        for r in rows:
            size, align = self.extent(r)
            at = round_up(at, align)
            if "offset" in r and r["offset"] != at:
                raise SchemaError(f"types.toml: {r['name']} is at {at} by its types, at {r['offset']} by its row")
            yield r, at
            at += size

    # --- structures ---

    def record(self, name):
        if name in self.done or self.wrapped_bytes(name):
            return
        row = self.rows[name]
        self.inside(name + " by a pointer", lambda: self.build(name, row["members"], 0))
        record = self.done[name]
        for key in ("size", "align"):
            if key in row and row[key] != getattr(record, key):
                raise SchemaError(f"types.toml: {name} has {key} {getattr(record, key)} by its members, {row[key]} by its row")

    def build(self, name, rows, base):
        """A named structure inside another, at `base` of it, is a record of its own: OUTER.member."""
        record = Record(name)
        record.size, record.align = self.group(rows, False)
        top = {r["name"]: (r, at) for r, at in self.place(rows, base) if "type" in r}
        for m in self.members(record, rows, base, top):
            record.walk.append(m)
        for m in record.members():
            m.offset -= base
            m.count_at -= base if m.count_at else 0
        for sw in self.switches(record):
            sw.at -= base
        if len(record.walk) + len(record.arms) > 63:
            raise SchemaError(f"types.toml: {name} has more members than the walker's sets hold")
        self.done[name] = record

    def members(self, record, rows, at, top):
        before = None
        for r, offset in self.place(rows, at):
            if self.selected(r, top):
                self.union(record, r, offset, top)
            elif "type" not in r and "name" not in r:
                yield from self.members(record, r.get("union") or r["struct"], offset, top)
            else:
                m = self.member(record, r, offset, before)
                if m:
                    m.flags |= {"OUTPUT"} if r.get("output") else set()
                    yield m
            before = (r, offset)

    @staticmethod
    def selected(row, top):
        """Whether a union has a member for some versions of IP only, or several members."""
        arms = row.get("union", [])
        return len(arms) > 1 or "switch" in row or bool(arms) and "ipVersion" in top and "type" in arms[0]

    def counted(self, record, before, stars):
        if not stars or not before or "type" not in before[0] or not COUNTS.fullmatch(before[0]["name"]):
            return False
        if self.resolve(before[0]["type"])[0] not in ("UINT32", "ULONG"):
            return False
        # The count is not a value of its own: it travels as the length of the array.
        record.walk = [m for m in record.walk if not isinstance(m, Member) or m.name != before[0]["name"]]
        return True

    def member(self, record, r, offset, before):
        name = r["name"]
        if "type" not in r:
            inner = f"{record.name}.{name}"
            self.build(inner, r["struct"], offset)
            return Member(name, "STRUCT", offset, self.done[inner].size, inner)
        base, stars = self.resolve(r["type"])
        if base in self.callbacks or r["type"] in OPAQUE:
            return None
        flags = {"SIGNED"} if base in SIGNED else {"REAL"} if base in REAL else set()
        if self.counted(record, before, stars):
            return self.array(name, base, stars, offset, flags, before[1])
        if stars > 1:
            raise SchemaError(f"types.toml: {record.name}.{name} has no count")
        if stars:
            return self.pointer(record, r, base, offset, flags)
        size = self.extent(r)[0]
        enum = base if base in self.enums else r.get("values") or self.flags_of(record.name, name)
        flags |= {"ADDRESS"} if r.get("address") else {"BOOL"} if r["type"] == "BOOL" else set()
        if "count" in r or self.wrapped_bytes(base):
            return Member(name, "BYTES", offset, size, flags=flags | ({"GUID"} if base == "GUID" else set()))
        if base == "FILETIME" or self.scalar(base):
            flags |= {"SET"} if enum and name != "type" and enum not in self.enums else set()
            return Member(name, "SCALAR", offset, size, enum=enum, flags=flags)
        self.record(base)
        return Member(name, "STRUCT", offset, size, base)

    def flags_of(self, record, name):
        wanted = self.family(record) + "_FLAG"
        return wanted if name == "flags" and any(e["name"] == wanted for e in self.s.enums) else None

    def pointer(self, record, r, base, offset, flags):
        name = r["name"]
        if base == "WCHAR":
            return Member(name, "STRING", offset, 2)
        if base == "SID":
            return Member(name, "SID", offset, 1)
        if self.wrapped_bytes(base):
            return Member(name, "TO_BYTES", offset, self.wrapped_bytes(base), flags={"GUID"} if base == "GUID" else ())
        if self.scalar(base):
            return Member(name, "TO_SCALAR", offset, self.scalar(base), flags=flags)
        if base not in self.rows:
            raise SchemaError(f"types.toml: {record.name}.{name} points to {base}, which is unknown")
        self.record(base)
        return Member(name, "TO_STRUCT", offset, 8, base, flags={"LISTED"} if r.get("list") else ())

    def array(self, name, base, stars, offset, flags, count_at):
        if stars == 2 and base in ("WCHAR", "CHAR"):
            return Member(name, "STRINGS" if base == "WCHAR" else "STRINGS8", offset, 8, count_at=count_at)
        size = self.wrapped_bytes(base) or self.scalar(base)
        if size:
            flags |= {"GUID"} if base == "GUID" else set()
            return Member(name, "ARRAY_RAW", offset, size, flags=flags, count_at=count_at)
        self.record(base)
        return Member(name, "ARRAY_STRUCT", offset, 8, base, count_at=count_at)

    # --- unions ---

    def union(self, record, row, offset, top):
        where = f"types.toml: a union of {record.name}"
        selector = row.get("switch") or ("ipVersion" if "ipVersion" in top else None)
        if selector not in top:
            raise SchemaError(f"{where} has no switch")
        mask = self.number_of(row["mask"]) if "mask" in row else 0xFFFFFFFF
        cases = {self.number_of(v): NOTHING for v in row.get("none", [])}
        if "switch" not in row:
            cases = {self.number_of("FWP_IP_VERSION_" + v): NOTHING for v in ("V4", "V6", "NONE")}
        for arm in row["union"]:
            m = self.arm(record, arm, offset)
            m.was = arm.get("was", m.name)
            for value in self.arm_cases(where, row, arm, m):
                if cases.get(value, NOTHING) != NOTHING:
                    raise SchemaError(f"{where} has two members for {value}")
                cases[value] = m
            if m.kind.startswith(("TO_", "STRING", "SID")) and not (row.get("optional") or arm.get("optional")):
                m.flags.add("REQUIRED")
            record.arms.append(m)
        switch = Switch(row.get("name", selector), top[selector][1], mask, cases)
        record.walk.append(switch)

    def arm(self, record, arm, offset):
        if "name" in arm:
            return self.member(record, arm, offset, None)
        before = None
        for r, at in self.place(arm["struct"], offset):
            if before:
                arm["case"], arm["was"] = r.get("case", []), r.get("was", r["name"])
                return self.member(record, r, at, before)
            before = (r, at)
        raise SchemaError(f"types.toml: {record.name} has an empty union member")

    def arm_cases(self, where, row, arm, m):
        if "case" in arm:
            return [self.number_of(v) for v in arm["case"]]
        if "switch" in row:
            raise SchemaError(f"{where}: {m.name} has no case")
        six = m.kind == "BYTES"
        m.flags.add("ADDRESS") if m.kind in ("BYTES", "SCALAR") else arm.update(optional=True)
        return [self.number_of("FWP_IP_VERSION_V6" if six else "FWP_IP_VERSION_V4")]

    def number_of(self, value):
        if isinstance(value, int):
            return value
        if value not in self.values:
            raise SchemaError(f"types.toml: no enumerator {value}")
        return self.values[value]

    def elsewhere(self):
        """What another version of the family has a member for is known here too, without one."""
        known = {}
        for r in self.done.values():
            for sw in self.switches(r):
                known.setdefault((self.family(r.name), sw.name), set()).update(sw.cases)
        for r in self.done.values():
            for sw in self.switches(r):
                for value in known[self.family(r.name), sw.name]:
                    sw.cases.setdefault(value, ELSEWHERE)

    @staticmethod
    def switches(record):
        return [w for w in record.walk if isinstance(w, Switch)]

    def check_in_place(self):
        """A structure in place that is all zero is left out; so zero must be a valid one."""
        for r in self.done.values():
            for m in r.members():
                if m.kind == "STRUCT":
                    for sw in self.switches(self.done[m.target]):
                        arm = sw.cases.get(0, ELSEWHERE)
                        if arm == ELSEWHERE or isinstance(arm, Member) and "REQUIRED" in arm.flags:
                            raise SchemaError(f"types.toml: {r.name}.{m.name} is in place and cannot be zero")

    # --- numbers ---

    def number(self):
        """Gives every member its family's number; a new member gets the next one, a number is never given twice."""
        path = ROOT / NUMBERS
        self.numbers = tomllib.loads(path.read_text()) if path.exists() else {}
        table = self.numbers.setdefault("member", {})
        shapes = {}
        for r in self.done.values():
            mine = table.setdefault(self.family(r.name), {})
            for m in self.declared(r):
                m.number = mine.setdefault(m.was, max(mine.values(), default=0) + 1)
                other = shapes.setdefault((self.family(r.name), m.was), (r.name, self.shape(m)))
                if other[1] != self.shape(m):
                    raise SchemaError(f"types.toml: {m.name} differs between {other[0]} and {r.name}")

    @staticmethod
    def declared(record):
        """The members in the order of the structure."""
        return sorted(record.members(), key=lambda m: m.offset)

    def versions(self, record):
        same = (r.name for r in self.done.values() if self.family(r.name) == self.family(record.name))
        return sorted(same, key=lambda n: ("family" in self.rows.get(n, {}), n))

    def newest(self, record):
        return self.versions(record)[-1]
