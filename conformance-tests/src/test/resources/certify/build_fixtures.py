#!/usr/bin/env python3
"""Builds the components of this folder as ../hostile/build.py does its own: each replaces forms of ../hostile/skeleton.wat, and its comment says what for."""
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOSTILE = HERE.parent / "hostile"
sys.path.insert(0, str(HOSTILE))
from build import build  # noqa: E402

for path in sorted(HERE.glob("*.wat")):
    build(path, (HOSTILE / "skeleton.wat").read_text())
