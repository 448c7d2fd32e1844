#!/usr/bin/env python3
"""Where the record walker reads and writes: every offset and size in src/record/gen/types.c, compared by a compiler with the
structures of include/windows; and the numbers on the wire, which may only be added to."""

import sys
import tomllib
import unittest

sys.dont_write_bytecode = True
import header_facts as hf
from gen_copy import SOURCE, Copy

sys.path.insert(0, str(SOURCE / "tools/gen"))
from emit_record import records

RS = records(hf.Schema())
# Not a type of its own in C: a member of the structure before the point.
INNER = {name: name.split(".") for name in RS.done if "." in name}


def places(record):
    """(C expression, value) of a descriptor; a structure inside another is looked at through that."""
    outer, prefix = INNER.get(record.name, (record.name, ""))
    base = f"offsetof({outer}, {prefix})" if prefix else "0"
    for m in record.members():
        path = f"{prefix}.{m.name}" if prefix else m.name
        yield f"offsetof({outer}, {path}) - {base}", m.offset
        if m.kind in ("SCALAR", "BYTES", "STRUCT"):
            yield f"sizeof((({outer} *)0)->{path})", m.size
        if m.kind == "ARRAY_RAW":
            yield f"sizeof(*(({outer} *)0)->{path})", m.size
    for sw in RS.switches(record):
        if "." not in record.name:
            yield f"offsetof({outer}, {sw.name})", sw.at
    yield (f"sizeof((({outer} *)0)->{prefix})" if prefix else f"sizeof({outer})"), record.size


class Layout(unittest.TestCase):
    def test_descriptors_describe_the_headers(self):
        text = "#include <stddef.h>\n#include <windows.h>\n#include <fwpmu.h>\n#include <fwpsu.h>\n"
        checks = [(e, v) for r in RS.done.values() for e, v in places(r)]
        self.assertGreater(len(checks), 1500)
        text += "".join(f"_Static_assert({e} == {v}, \"{e}\");\n" for e, v in checks)
        for compiler in hf.native():
            run = hf.run(compiler, [*hf.FLAGS, *hf.LANGUAGES["C11"], "-fsyntax-only"], text)
            self.assertEqual(run.returncode, 0, run.stderr[:2000])


class Numbers(unittest.TestCase):
    def numbers(self, copy):
        return tomllib.loads((copy.root / "schema/record_numbers.toml").read_text())

    def test_no_number_is_given_twice(self):
        table = tomllib.loads((SOURCE / "schema/record_numbers.toml").read_text())
        for name, group in [*table["member"].items(), ("call", table["call"])]:
            self.assertEqual(len(set(group.values())), len(group), name)
            self.assertLess(max(group.values()), 65536 if name == "call" else 256, name)

    def test_a_new_member_gets_a_new_number_and_the_others_keep_theirs(self):
        with Copy() as copy:
            before = self.numbers(copy)["member"]["FWPM_SUBLAYER"]
            copy.edit("schema/types.toml", '{ name = "weight", type = "UINT16", offset = 64 }',
                      '{ name = "early", type = "UINT16", offset = 64 },\n  { name = "weight", type = "UINT16", offset = 66 }')
            self.assertEqual(copy.generate().returncode, 0)
            after = self.numbers(copy)["member"]["FWPM_SUBLAYER"]
            self.assertEqual(after.pop("early"), max(before.values()) + 1)
            self.assertEqual(after, before)

    def test_a_member_that_went_keeps_its_number(self):
        with Copy() as copy:
            copy.edit("schema/record_numbers.toml", "[member.\"FWPM_SUBLAYER\"]\n", "[member.\"FWPM_SUBLAYER\"]\nancient = 99\n")
            self.assertEqual(copy.generate().returncode, 0)
            self.assertEqual(self.numbers(copy)["member"]["FWPM_SUBLAYER"]["ancient"], 99)


if __name__ == "__main__":
    unittest.main()
