"""Writes docs/manual/failures.md: every sentence of an error that Terralex can say, read from the code that says it.

`scripts/failures.py` writes the page; tests/plugin/manual/test_window.py fails when it is not what the code says.
"""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Mapping, Optional, Sequence

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "manual" / "failures.md"
ERRORS = {
    "InputError",
    "NoDataError",
    "NotKeptError",
    "ModelError",
    "ShortOfMemoryError",
    "OutputError",
    "EngineError",
    "NoPythonError",
}
_SENTENCE = re.compile(r"(?:[A-Z“]|…|\{\w*\}).{9,}\.$", re.DOTALL)
GAP = "…"  # what differs from case to case: a name, a number, a file
# Where a sentence is met, by the rooms that say it; a file or an inner room that is named goes before its room.
PLACES = {
    "Classes and packs": (
        "core/vocabulary",
        "core/packs",
        "core/files/category_names",
        "plugin/panel/class_lists",
        "plugin/panel/class_menu",
        "plugin/panel/class_table",
    ),
    "Image, area and settings": (
        "core/raster",
        "core/config",
        "core/options",
        "core/commands",
        "core/request",
        "core/lattice",
        "core/outputs/coverage",
        "plugin/dock",
        "plugin/area",
        "plugin/panel",
        "plugin/engine/inputs",
        "plugin/runs/places",
    ),
    "Web maps, and layers that are copied first": ("plugin/snapshots",),
    "The engine": (
        "core/worker",
        "core/memory",
        "core/proof",
        "core/protocol",
        "plugin/engine",
        "plugin/environment",
        "plugin/set_up",
    ),
    "Fetching and importing packs": ("core/packs/store", "plugin/packs"),
    "During a run": (
        "core/jobs",
        "core/score",
        "core/teaching",
        "core/methods",
        "core/prototypes",
        "core/model",
        "core/cache",
        "core/files",
        "core/outputs/assemble",
        "core/outputs/run_folder",
        "plugin/runs/job",
        "core/errors",
    ),
    "Results: layers, correcting, export, why here": (
        "core/outputs",
        "core/files/layers",
        "core/files/qml",
        "core/recipe",
        "core/formats",
        "core/jobs/explain",
        "plugin/results",
        "plugin/runs",
        "plugin/panel/history",
        "plugin/panel/welcome",
    ),
    "In the Processing toolbox": (
        "core/jobs/evaluate",
        "core/jobs/labelled_sets",
        "core/jobs/quality",
        "core/jobs/report",
        "plugin/processing",
    ),
}
ELSEWHERE = "Elsewhere"
COMMAND_LINE = ("core/cli", "core/__main__")  # what only a terminal says is left out
HEAD = """# Every sentence of an error

What Terralex can say when something does not work, and what it tells you to do. `…` stands for a name, a number or a
file. The set-up of the engine is explained in [Installing the engine](../install.md#when-it-does-not-work).

This page is made from the code (`scripts/failures.py`).
"""


@dataclass(frozen=True)
class Sentence:
    """What is said, what to do next, and which file says it."""

    message: str
    hint: str
    file: str


def sentences() -> Iterator[Sentence]:
    """All that the plugin and the engine can say, in the order of the code."""
    trees = {}
    for path in sorted([*(ROOT / "core").rglob("*.py"), *(ROOT / "plugin").rglob("*.py")]):
        trees[path.relative_to(ROOT).as_posix()] = ast.parse(path.read_text(encoding="utf-8"))
    everywhere = {name: value for tree in trees.values() for name, value in _constants(tree).items()}
    for name, tree in trees.items():
        if not _inside(name, COMMAND_LINE):
            yield from _of_file(tree, name, {**everywhere, **_constants(tree)})


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    """What a module names at its top."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _of_file(tree: ast.Module, name: str, constants: Mapping[str, ast.expr]) -> Iterator[Sentence]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [_text(each, constants) for each in node.args]
            if called not in ERRORS:  # a function that is handed the sentences for an error
                pairs = zip(texts, texts[1:])
                texts = next(([*pair] for pair in pairs if all(_SENTENCE.match(each) for each in pair)), [])
            message, hint = (re.sub(r"\{\w*\}", GAP, text) for text in (*texts, "", "")[:2])
            if message.replace(GAP, "").strip(" .:"):
                yield Sentence(message, hint if hint.replace(GAP, "").strip() else "", name)


def _text(node: ast.expr, constants: Mapping[str, ast.expr]) -> str:
    """A sentence as it is written, with a gap for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(each, constants) for each in node.values)
    if isinstance(node, ast.FormattedValue) and isinstance(node.value, ast.Name):
        return _of_name(node.value, constants)
    if isinstance(node, ast.IfExp):
        return " / ".join(filter(None, (_text(node.body, constants), _text(node.orelse, constants))))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _text(node.left, constants) + _text(node.right, constants)
    if isinstance(node, ast.Name):
        return _of_name(node, constants)
    if isinstance(node, ast.Call):
        inner = _translated(node)
        if inner is not None:
            return re.sub(r"\{\w*(?:[:!][^}]*)?\}", GAP, _text(inner, constants))
    return GAP


def _of_name(node: ast.Name, constants: Mapping[str, ast.expr]) -> str:
    value = constants.get(node.id)
    told = isinstance(value, (ast.Constant, ast.JoinedStr, ast.BinOp))
    return _text(value, constants) if value is not None and told else GAP


def _translated(node: ast.Call) -> Optional[ast.expr]:
    """What `tr(…)` or `tr(…).format(…)` is about."""
    if isinstance(node.func, ast.Name) and node.func.id in ("tr", "str") and node.args:
        return node.args[0]
    if isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "replace"):
        return node.func.value
    return None


def place_of(file: str) -> str:
    """The heading under which a file's sentences stand: that of the longest entry that holds it."""
    found = [(max(map(len, fits)), heading) for heading, places in PLACES.items() if (fits := _inside(file, places))]
    return max(found)[1] if found else ELSEWHERE


def _inside(file: str, places: Sequence[str]) -> list[str]:
    """The entries that a file is, or is inside."""
    return [place for place in places if file == f"{place}.py" or file.startswith(f"{place}/")]


def page() -> str:
    """The page as it should be."""
    tables: dict[str, dict[tuple[str, str], None]] = {heading: {} for heading in (*PLACES, ELSEWHERE)}
    for sentence in sentences():
        tables[place_of(sentence.file)][sentence.message, sentence.hint] = None
    parts = [HEAD]
    for heading, rows in tables.items():
        if rows:
            lines = [f"| {_cell(message)} | {_cell(hint)} |" for message, hint in sorted(rows)]
            parts.append(f"## {heading}\n\n| What is said | What to do |\n|---|---|\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return re.sub(r"([|*_<`])", r"\\\1", re.sub("…+", GAP, " ".join(text.split())))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"failures: {PAGE.relative_to(ROOT)}, {sum(1 for _ in sentences())} sentences")
    sys.exit(0)
