"""The sentences that reach the user and are made where Qt is not known: core/, the engine's environment, its process.

They stay English there. `plugin/translation.said` finds the sentence that a text was made from in the list that is
written here, and translates it; scripts/translate has the list taken into the .ts files by Qt's own tool.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path
from typing import Iterator

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "resources" / "i18n" / "sentences.json"
# Of core/: rooms and files that speak to a terminal, to other programs or to files only.
NOT_SHOWN = ("cli", "__main__", "proof", "protocol", "files/category_names", "files/qml")
QUIET_PLUGIN = ("environment", "engine/remote", "snapshots/geotiff", "snapshots/grid")  # of plugin/: they know no Qt
SAYS = {
    "InputError",
    "NoDataError",
    "AlreadyHereError",
    "NotKeptError",
    "ModelError",
    "OutputError",
    "EngineError",
    "TerralexError",
    "SetUpError",
    "Progress",
    "Note",
    "ProgressEvent",
    "NoteEvent",
    "failure",
}
SILENT = {"compile", "setting", "ValueError", "RuntimeError", "KeyError", "getLogger"}
# Their small texts are prompts, class names and words for a terminal.
WORDLESS = {"core/prototypes/prompts", "core/vocabulary", "core/config", "core/options"}
LEAST_LETTERS, LEAST_AT_START = 8, 5  # of a sentence's own; with fewer it would be found everywhere
FIGURES = {"{done} of {total}", "{text}, {downloaded}/s, {left} left"}  # a word or two between numbers
PROGRAMS_SAY = {  # what other programs write, and what is written for them
    "DO NOT MATCH THE HASHES",
    "ESRI Shapefile",
    "Found in the cache:",
    "Installing collected packages:",
    "Missing dependencies for SOCKS support",
    "A good picture of a {word}",
    "a photograph of {word}",
    "as stored",
    "import pip, ssl, ctypes",
    "is not a supported wheel on this platform",
    "not a supported",
    "not recognized",
    "not enough memory",
    "out of memory",
    "percentiles 2 to 98",
    "the whole picture",
    "Bearer {token}",
    "SELECT metadata FROM gpkg_metadata",
    "network {folder}",
    "class {k}",
    "{pictures} of {squares} squares of {side} px, spread over the whole raster",
}
_SENTENCE = re.compile(r"([“\"A-Z{]|[a-z]+_\w+ ).*[\w.?!:)…”}]", re.DOTALL)  # area_m2 is measured …
_WORD = re.compile(r"[a-z]{4,}")
_FRAGMENT = re.compile(r"[a-z][\w' ,;{}()-]*")
_CODE = re.compile(r"[<>\\=#|]|//|\bTensor\b")


def modules() -> list[Path]:
    """The files whose sentences are listed."""
    core = sorted((ROOT / "core").rglob("*.py"))
    hushed = [path for name in NOT_SHOWN for path in _files(ROOT / "core" / name)]
    quiet = [path for name in QUIET_PLUGIN for path in _files(ROOT / "plugin" / name)]
    return [path for path in core if path not in hushed and path.stem != "__init__"] + quiet


def _files(place: Path) -> list[Path]:
    """A room's files, or the one file of that name."""
    return sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]


def sentences() -> list[str]:
    """All of them, each once, sorted."""
    return sorted({text for path in modules() for text in sentences_of(path.read_text("utf-8"), _name_of(path))})


def _name_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").as_posix()


def sentences_of(source: str, module: str = "") -> Iterator[str]:
    """The sentences in a module, values as {names}."""
    tree = ast.parse(source)
    for found in ast.walk(tree):
        if isinstance(found, ast.FormattedValue) and isinstance(found.value, ast.IfExp):
            words = (found.value.body, found.value.orelse)  # {'coarse' if … else 'fine'}
            yield from (w.value for w in words if isinstance(w, ast.Constant) and _WORD.fullmatch(str(w.value)))
    for node, callers in _texts(tree, ()):
        text = template(node)
        said = bool(callers & SAYS)
        short = text in FIGURES or (said and text[:1].isupper() and "{" not in text)  # “Done”
        if text in PROGRAMS_SAY or callers & SILENT or not (_has_words(text) or short):
            continue
        sentence = _SENTENCE.fullmatch(text) and not _CODE.search(text)
        if said or sentence or (_FRAGMENT.fullmatch(text) and module not in WORDLESS):
            yield text


def _has_words(text: str) -> bool:
    own = re.split(r"\{\w+\}", text)
    letters = [sum(c.isalpha() for c in part) for part in own]
    return " " in text.strip() and (sum(letters) >= LEAST_LETTERS or letters[0] >= LEAST_AT_START)


def _texts(node: ast.AST, callers: tuple[str, ...]) -> Iterator[tuple[ast.AST, set[str]]]:
    """Every text below a node that is no docstring and no part of another, with the calls that it is an argument of."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node, set(callers)
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        callers = (*callers, name)
    parts = ast.iter_child_nodes(node)
    if isinstance(node, ast.JoinedStr):  # its own words are told; texts inside its values are texts of their own
        parts = (value.value for value in node.values if isinstance(value, ast.FormattedValue))
    for part in parts:
        yield from _texts(part, callers)


def template(node: ast.AST) -> str:
    """A text or f-string as a sentence with {names} for its values; no name comes twice."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    parts, used = [], []
    for value in node.values:
        if isinstance(value, ast.FormattedValue):
            name = _name(value.value)
            used.append(name)
            parts.append(f"{{{name}{used.count(name) if used.count(name) > 1 else ''}}}")
        else:
            parts.append(str(value.value))
    return "".join(parts)


def _name(value: ast.AST) -> str:
    """What a value may be called: its last name that is neither a function nor a method."""
    called = {id(part.func) for part in ast.walk(value) if isinstance(part, ast.Call)}
    named = [part for part in ast.walk(value) if isinstance(part, (ast.Name, ast.Attribute)) and id(part) not in called]
    if not named:
        return "value"
    first = named[0]
    return (first.attr if isinstance(first, ast.Attribute) else first.id).strip("_").lower()


def main() -> None:
    """Write the list, and a Python file (the argument) from which pylupdate5 takes it."""
    found = sentences()
    LIST.write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    lines = "".join(f"tr({json.dumps(text, ensure_ascii=False)})\n" for text in found)
    Path(sys.argv[1]).write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
