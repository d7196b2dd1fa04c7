"""Runs one stage and prints what it opened and imported of this project; a process of its own, so that no cache hides a file.

    python opened.py <stage> <raw> <folder of the stage before> <empty folder>
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from flows import dependencies
from flows.settings import ROOT
from flows.sources import catalogue
from flows.stages import unit
from flows.stages.model import Document

stage, raw, inputs, out = sys.argv[1], *map(Path, sys.argv[2:])
opened: set[str] = set()
functions = dependencies.STAGES[stage].functions()
units = catalogue.load(raw).units() if stage == "read" else []
documents = unit.load(inputs)[0] if stage in ("recognise", "extract") else []


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes):
        path = Path(arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]).absolute()
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in dependencies.PACKAGES and path.suffix != ".pyc":
            opened.add(str(path.relative_to(ROOT)))


sys.addaudithook(watch)
if stage == "read":
    (_, read), *functions = functions
    for one in units:
        documents = [found for found in read(one) if isinstance(found, Document)]
        unit.apply(functions, documents)
elif stage in ("recognise", "extract"):
    unit.apply(functions, documents)
else:
    (_, function), *_ = functions
    build_info = {"dataset_version": "dev", "code_digest": "c", "rules_digest": "u", "raw_digest": "r"}
    function(inputs, out, *([build_info] if stage == "publish" else []))
failed = [r.detail for d in documents for r in d.rejects if r.reason == "stage-failed"]
modules = {m.__file__ for name, m in sys.modules.items() if name.split(".")[0] in dependencies.PACKAGES and getattr(m, "__file__", None)}
imported = sorted(str(Path(f).relative_to(ROOT)) for f in modules if f)
print(json.dumps({"opened": sorted(opened), "imported": imported, "failed": failed}))
