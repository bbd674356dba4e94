#!/usr/bin/env python3
"""Builds the hostile components from their text, and the table of README.md from their comments. Needs wasm-tools 1.262 (guests/tools/fetch.sh brings it).

A fixture X.wat holds forms of a core module: they replace the forms of skeleton.wat with the same name, the rest of the
skeleton stays. The module becomes a component of world source-pure, or of the one a comment `;; world: NAME` names;
`;; contract: A -> B` replaces A by B in the contract's text first. A fixture that begins with `(component` is taken as it is.
"""
import os
import random
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

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


def merge(skeleton, fixture):
    """A module of the fixture's forms and those of the skeleton that they do not replace, imports first."""
    inner = re.sub(r"^\(module \$[\w-]+|\)$", "", forms(skeleton)[0])
    replaced = {name(form) for form in fixture} - {None}
    every = fixture + [form for form in forms(inner) if name(form) not in replaced]
    every.sort(key=lambda form: not form.startswith("(import"))
    return "(module\n" + "\n".join(every) + ")\n"


def contract(folder, replacement):
    """The WIT to build against: the contract and the test worlds, after a replacement `A -> B`."""
    shutil.copytree(ROOT / "wit/src/main/resources/witloof/wit", folder)
    shutil.copy(ROOT / "guests/wit/test-worlds.wit", folder)
    if replacement:
        old, new = replacement.replace("\\n", "\n").split(" -> ")
        wit = folder / "connector.wit"
        text = wit.read_text()
        assert old in text, f"the contract has no `{old}`"
        wit.write_text(text.replace(old, new))


def directive(key, text):
    match = re.search(rf"^;; {key}: (.*)$", text, re.MULTILINE)
    return match and match[1]


def componentise(module, source, scratch, result):
    (scratch / "module.wat").write_text(module)
    contract(scratch / "wit", directive("contract", source))
    world = directive("world", source) or "source-pure"
    wasm_tools("parse", scratch / "module.wat", "-o", scratch / "module.wasm")
    wasm_tools("component", "embed", scratch / "wit", "--world", world, scratch / "module.wasm", "-o", scratch / "embedded.wasm")
    wasm_tools("component", "new", scratch / "embedded.wasm", "-o", result)


def build(path, skeleton):
    source = path.read_text()
    result = path.with_suffix(".wasm") if path.name != "skeleton.wat" else HERE / "well-behaved.wasm"
    with tempfile.TemporaryDirectory() as scratch:
        if path.name == "skeleton.wat":
            componentise(source, source, Path(scratch), result)
            wasm_tools("parse", path, "-o", HERE / "core-module.wasm")
        elif re.search(r"^\(component", source, re.MULTILINE):
            wasm_tools("parse", path, "-o", result)
        else:
            componentise(merge(skeleton, forms(source)), source, Path(scratch), result)
    wasm_tools("validate", result)


def comment(path):
    """What a fixture does, and what must happen: the sentences of its first comment."""
    lines = [line[3:] for line in path.read_text().split("\n(")[0].splitlines() if line.startswith(";; ")]
    return " ".join(line for line in lines if not re.match(r"(world|contract): ", line))


def document():
    """Writes the table of README.md anew, from the fixtures' comments."""
    readme = HERE / "README.md"
    intro = readme.read_text().split("| fixture |")[0]
    rows = [f"| `{path.stem}` | {comment(path)} |\n" for path in sorted(HERE.glob("*.wat")) if path.name != "skeleton.wat"]
    readme.write_text(intro + "| fixture | |\n|---|---|\n" + "".join(rows))


def main():
    skeleton = (HERE / "skeleton.wat").read_text()
    for path in sorted(HERE.glob("*.wat")):
        build(path, skeleton)
    good = (HERE / "well-behaved.wasm").read_bytes()
    (HERE / "truncated-component.wasm").write_bytes(good[: len(good) // 2])
    (HERE / "random-bytes.wasm").write_bytes(random.Random(20261121).randbytes(4096))
    (HERE / "random-after-header.wasm").write_bytes(good[:8] + random.Random(20261121).randbytes(4096))
    (HERE / "empty-file.wasm").write_bytes(b"")
    document()


if __name__ == "__main__":
    main()
