#!/usr/bin/env python3
"""Builds the hostile components from their text, and the table of README.md from their comments. Needs wasm-tools 1.262 and pyarrow,
which guests/tools/fetch.sh brings: run it by the Python of that toolchain, as README.md says.

A fixture X.wat holds forms of a core module: they replace the forms of parts/source.wat with the same name, the rest of that
stays. A fixture that begins with `(component` is taken as it is. Comments say what else there is to know:

    ;; part: NAME         takes the forms of parts/NAME.wat as well; `destination` in place of those of the source
    ;; world: NAME        the component's world, source-pure unless given
    ;; contract: A -> B   replaces A by B in the contract's text first
    ;; encoding: NAME     of its strings, utf8 unless given
    ;; batch: NAME        next returns that stream of batches.py
    ;; asks: KEY = VALUE, ;; limits: KEY = VALUE   lines of a manifest, which is then written as X.toml
"""
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
import batches  # noqa: E402

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[4]
TOOLCHAIN = Path(os.environ.get("WITLOOF_TOOLCHAIN", Path.home() / ".cache/witloof-toolchain"))


def wasm_tools(*arguments):
    path = f"{TOOLCHAIN}/bin:{os.environ['PATH']}"
    subprocess.run(["wasm-tools", *map(str, arguments)], check=True, env=os.environ | {"PATH": path})


def forms(text):
    """The topmost parenthesised forms; comments are dropped."""
    depth, start, found = 0, 0, []
    for token in re.finditer(r'"(?:\\.|[^"\\])*"|;;[^\n]*|\(|\)', text):
        if token[0] == "(":
            start = token.start() if depth == 0 else start
            depth += 1
        elif token[0] == ")":
            depth -= 1
            if depth == 0:
                found.append(text[start : token.end()])
    assert depth == 0, "unbalanced parentheses"
    return found


def name(form):
    """What a form defines, such as `func $next`; None when it has no name."""
    match = re.match(r"\((func|global|memory|data|table|type) (\$[\w-]+)", form)
    return match and match[0]


def part(name):
    """The forms of a module in parts/."""
    text = (HERE / "parts" / f"{name}.wat").read_text()
    return forms(re.sub(r"^\(module \$[\w-]+|\)$", "", forms(text)[0]))


def merge(source):
    """A module of the fixture's forms, and those of its parts that they do not replace, imports first."""
    parts = directives("part", source)
    every = forms(source) + batch(directives("batch", source))
    for more in parts if "destination" in parts else [*parts, "source"]:
        taken = {name(form) for form in every} - {None}
        every += [form for form in part(more) if name(form) not in taken]
    every.sort(key=lambda form: not form.startswith("(import"))
    return "(module\n" + "\n".join(every) + ")\n"


def batch(names):
    """The forms by which next returns a stream of batches.py the first time."""
    if not names:
        return []
    stream = batches.named(names[0])
    escaped = "".join(f"\\{byte:02x}" for byte in stream)
    return [
        f'(data $lies (i32.const 65536) "{escaped}")',
        f"""(func $next (export "witloof:connector/source@0.1.0#[method]read-handle.next") (param i32) (result i32)
  (call $answer (i32.eqz (global.get $read)) (i32.const 65536) (i32.const {len(stream)}))
  (global.set $read (i32.const 1))
  (i32.const 32))""",
    ]


def contract(folder, replacement):
    """The WIT to build against: the contract and the test worlds, after a replacement `A -> B`."""
    shutil.copytree(ROOT / "wit/src/main/resources/witloof/wit", folder)
    shutil.copy(ROOT / "guests/wit/test-worlds.wit", folder)
    shutil.copy(HERE / "parts/hostile-worlds.wit", folder)
    if replacement:
        old, new = replacement.replace("\\n", "\n").split(" -> ")
        wit = folder / "connector.wit"
        text = wit.read_text()
        assert old in text, f"the contract has no `{old}`"
        wit.write_text(text.replace(old, new))


def directives(key, text):
    return re.findall(rf"^;; {key}: (.*)$", text, re.MULTILINE)


def directive(key, text, otherwise=None):
    return next(iter(directives(key, text)), otherwise)


def componentise(module, source, scratch, result):
    (scratch / "module.wat").write_text(module)
    contract(scratch / "wit", directive("contract", source))
    world = directive("world", source, "source-pure")
    encoding = directive("encoding", source, "utf8")
    wasm_tools("parse", scratch / "module.wat", "-o", scratch / "module.wasm")
    wasm_tools("component", "embed", scratch / "wit", "--world", world, "--encoding", encoding, scratch / "module.wasm", "-o", scratch / "embedded.wasm")
    wasm_tools("component", "new", scratch / "embedded.wasm", "-o", result)


def build(path):
    source = path.read_text()
    result = path.with_suffix(".wasm")
    with tempfile.TemporaryDirectory() as scratch:
        if re.search(r"^\(component", source, re.MULTILINE):
            wasm_tools("parse", path, "-o", result)
        else:
            componentise(merge(source), source, Path(scratch), result)
    wasm_tools("validate", "--features", "all", result)


def build_part(name, world, result):
    """A part that is a whole module, as a component."""
    source = (HERE / "parts" / f"{name}.wat").read_text()
    with tempfile.TemporaryDirectory() as scratch:
        componentise(source, f";; world: {world}\n", Path(scratch), HERE / result)


def manifest(path):
    """Lets a fixture ask for what it imports."""
    source = path.read_text()
    asks, limits = directives("asks", source), directives("limits", source)
    if asks or limits:
        kind = "destination" if "destination" in directives("part", source) else "source"
        lines = [
            f"# Lets {path.stem}.wasm ask for what it imports. Written by build.py.",
            "[connector]",
            f'name = "{path.stem}"',
            'version = "1.0.0"',
            f'kind = "{kind}"',
            f'wasm = "./{path.stem}.wasm"',
        ]
        for section, entries in (("capabilities", asks), ("limits", limits)):
            lines += ["", f"[{section}]", *entries] if entries else []
        path.with_suffix(".toml").write_text("\n".join(lines) + "\n")


def comment(path):
    """What a fixture does, and what must happen: the sentences of its first comment."""
    lines = [line[3:] for line in path.read_text().split("\n(")[0].splitlines() if line.startswith(";; ")]
    return " ".join(line for line in lines if not re.match(r"(part|world|contract|encoding|batch|asks|limits): ", line))


def document():
    """Writes the table of README.md anew, from the fixtures' comments."""
    readme = HERE / "README.md"
    intro = readme.read_text().split("| fixture |")[0]
    rows = [f"| `{path.stem}` | {comment(path)} |\n" for path in sorted(HERE.glob("*.wat"))]
    readme.write_text(intro + "| fixture | |\n|---|---|\n" + "".join(rows))


def main():
    for path in sorted(HERE.glob("*.wat")):
        build(path)
        manifest(path)
    build_part("source", "source-pure", "well-behaved.wasm")
    build_part("destination", "destination-pure", "well-behaved-destination.wasm")
    wasm_tools("parse", HERE / "parts/source.wat", "-o", HERE / "core-module.wasm")
    good = (HERE / "well-behaved.wasm").read_bytes()
    (HERE / "truncated-component.wasm").write_bytes(good[: len(good) // 2])
    (HERE / "random-bytes.wasm").write_bytes(random.Random(20261121).randbytes(4096))
    (HERE / "random-after-header.wasm").write_bytes(good[:8] + random.Random(20261121).randbytes(4096))
    (HERE / "empty-file.wasm").write_bytes(b"")
    document()


if __name__ == "__main__":
    main()
