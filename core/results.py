"""The one format of results: the fields of `segments`, the list of classes as it was edited, and which files count.

Standard library only: the engine writes runs, QGIS edits them, and both sides read this (docs/contracts.md, Results).
"""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Iterable, Sequence

from .errors import InputError, OutputError
from .given import read_given
from .recipe import CLASSES, CONFIDENCE, OUTPUTS, SEGMENTS, read_recipe
from .vocabulary import BACKGROUND, ClassSpec, check_classes, normalise, with_colours

LONGEST_LESSON = 16 << 20  # bytes
FORMAT = 1  # of a run folder, in its recipe; runs of 0.1 have none, which is 0
CLASS_TABLE = "class_table.json"  # the list of classes since it was edited; absent before
LESSON = "lesson.json"  # what was taught: lesson_edit1.json and so on, each with all steps until then
KEPT = "kept.gpkg"  # corrected polygons of an earlier run that this one was told to keep
MACHINE, HAND, TAUGHT = "machine", "hand", "taught"  # values of the field `origin`
BY_PERSON = (HAND, TAUGHT)


@dataclass(frozen=True)
class Attribute:
    """One field of `segments`.

    Attributes:
        name: Of the field.
        kind: "integer", "real", "text" or "boolean".
        default: Its value in a polygon that a run made; None is NULL.
        by: Who writes it afterwards: "run" (nobody), "person" (in the form), "QGIS" (the plugin, from what was done).
        since: The first format that has it.
    """

    name: str
    kind: str
    default: Any
    by: str
    since: int = 0


ATTRIBUTES = (
    Attribute("class_id", "integer", None, "person"),
    Attribute("class_name", "text", None, "QGIS"),
    Attribute("confidence", "real", None, "run"),
    Attribute("second_class", "text", None, "run"),
    Attribute("margin", "real", None, "run"),
    Attribute("area_m2", "real", None, "QGIS"),
    Attribute("reviewed", "boolean", False, "person"),
    Attribute("source", "text", None, "run"),
    Attribute("notes", "text", None, "person", 1),
    Attribute("reviewer", "text", None, "QGIS", 1),
    Attribute("reviewed_at", "text", None, "QGIS", 1),
    Attribute("was", "text", None, "QGIS", 1),
    Attribute("origin", "text", MACHINE, "QGIS", 1),
    Attribute("region", "integer", None, "QGIS", 1),
    Attribute("code", "integer", None, "QGIS", 1),
)
NAMES = tuple(attribute.name for attribute in ATTRIBUTES)


def missing_attributes(names: Iterable[str]) -> list[Attribute]:
    """The fields that a layer of an earlier format lacks."""
    there = set(names)
    return [attribute for attribute in ATTRIBUTES if attribute.name not in there]


def utc_now() -> str:
    """This moment as `reviewed_at` holds it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


# which files are the run now


def generation(path: Path, name: str) -> int:
    """The number of an edit of a file called `name`, 0 for the file itself, -1 for any other one."""
    stem, suffix = os.path.splitext(name)
    found = re.fullmatch(re.escape(stem) + r"(?:_edit(\d+))?" + re.escape(suffix), path.name)
    return -1 if found is None else int(found[1] or 0)


def newest(folder: str | Path, name: str) -> Path:
    """What counts of a file of a run: its newest edit (the highest number), else the file itself."""
    folder = Path(folder)
    try:
        found = [path for path in folder.iterdir() if generation(path, name) > 0]
    except OSError:
        found = []
    return max(found, key=lambda path: generation(path, name), default=folder / name)


def next_edit(path: Path) -> Path:
    """The name of the next edit of a file of a run: it comes after all that are there, whatever is missing between."""
    stem, suffix = re.sub(r"_edit\d+$", "", path.stem), path.suffix
    name = stem + suffix
    try:
        taken = [generation(Path(each), name) for each in os.listdir(path.parent)]
    except OSError:
        taken = []
    return path.with_name(f"{stem}_edit{max([0, generation(path, name), *taken]) + 1}{suffix}")


def of_generation(folder: str | Path, name: str, number: int) -> Path:
    """The file of a number among the edits of a file of a run; the file itself for 0."""
    stem, suffix = os.path.splitext(name)
    return Path(folder) / (f"{stem}_edit{number}{suffix}" if number else name)


def next_generation(folder: str | Path) -> int:
    """The number that rasters, polygons and lesson of a new generation share: it comes after all that are there."""
    try:
        there = [Path(each) for each in os.listdir(folder)]
    except OSError:
        there = []
    names = (CLASSES, SEGMENTS, CONFIDENCE, LESSON)
    return max([0, *(generation(path, name) for path in there for name in names)]) + 1


def read_lessons(folder: str | Path) -> list[dict[str, Any]]:
    """What a run was taught, oldest first, what was taken back included; empty where nothing was.

    Raises:
        InputError: what was taught cannot be read.
    """
    file = newest(folder, LESSON)
    try:
        steps = json.loads(read_given(file, LONGEST_LESSON))["steps"]
        for step in steps:
            _ = int(step["generation"]), [str(step["from"][key]) for key in ("classes", "confidence", "segments")]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, RecursionError, InputError) as error:
        raise InputError(
            f"What was taught stands in {file.name}, which is damaged.", "Bring it back from a copy of the folder."
        ) from error
    return list(steps)


def standing(steps: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps of `read_lessons` that were not taken back, oldest first."""
    found: list[dict[str, Any]] = []
    for step in steps:
        if step.get("undoes") is None:
            found.append(step)
        else:
            found = [each for each in found if each["generation"] != step["undoes"]]
    return found


def to_undo(steps: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The step that an undo takes back: the last one that was not taken back; None where there is none."""
    return next(reversed(standing(steps)), None)


def current_files(folder: str | Path) -> dict[str, Path]:
    """The files that are a run now, by the names of `recipe.OUTPUTS`: what is opened, edited, burnt and exported."""
    edited = {SEGMENTS, CLASSES, CONFIDENCE}
    return {key: newest(folder, name) if name in edited else Path(folder) / name for key, name in OUTPUTS.items()}


def is_edited(folder: str | Path) -> bool:
    """Whether a person has changed a finished run, as far as its files tell without being read."""
    folder = Path(folder)
    files = current_files(folder)
    if (folder / CLASS_TABLE).exists() or files["segments"].name != SEGMENTS or files["classes"].name != CLASSES:
        return True
    log = folder / (SEGMENTS + "-wal")  # edits that QGIS has saved and not yet moved into the file
    try:
        ended = files["recipe"].stat().st_mtime
        return files["segments"].stat().st_mtime > ended + 2.0 or (log.exists() and log.stat().st_size > 0)
    except OSError:
        return False


# the list of classes


@dataclass(frozen=True)
class Entry:
    """One class of a finished run.

    Attributes:
        value: Its id, in `class_id` and in class rasters; never given to another class.
        spec: Name, colour and the rest.
        into: The id that took its place when it was removed (0: background) or merged into another one; else None.
    """

    value: int
    spec: ClassSpec
    into: int | None = None

    @property
    def gone(self) -> bool:
        """Whether it is not offered any more."""
        return self.into is not None


@dataclass(frozen=True)
class ClassTable:
    """The classes of a finished run. Ids stay: what is added gets a new one, what is removed leaves a gap."""

    entries: tuple[Entry, ...]

    @classmethod
    def of_specs(cls, specs: Sequence[ClassSpec]) -> ClassTable:
        """The table of a run as it was made."""
        return cls(tuple(Entry(value, spec) for value, spec in enumerate(with_colours(specs), start=1)))

    @property
    def live(self) -> tuple[Entry, ...]:
        """The classes that are there."""
        return tuple(entry for entry in self.entries if not entry.gone)

    def names(self) -> dict[int, str]:
        """Names by id, background included, of the classes that are there."""
        return {0: BACKGROUND, **{entry.value: entry.spec.name for entry in self.live}}

    def raster_specs(self) -> tuple[ClassSpec, ...]:
        """One class for each id from 1 on, for a class raster; those that are gone say so in their name."""
        return tuple(
            replace(e.spec, name=f"{e.spec.name} (removed {e.value})") if e.gone else e.spec for e in self.entries
        )

    def entry(self, value: int) -> Entry:
        """The class of an id.

        Raises:
            InputError: there is none, or it was removed.
        """
        for entry in self.live:
            if entry.value == value:
                return entry
        raise InputError("This class is not in the list any more.", "Open the list of classes again.")

    def added(self, spec: ClassSpec) -> ClassTable:
        """With one more class.

        Raises:
            InputError: its name is taken.
        """
        check_classes([*(entry.spec for entry in self.live), spec])
        coloured = with_colours([*(entry.spec for entry in self.entries), spec])[-1]
        return ClassTable((*self.entries, Entry(len(self.entries) + 1, coloured)))

    def changed(self, value: int, name: str = "", colour: str = "") -> ClassTable:
        """With another name or colour of a class.

        Raises:
            InputError: the name is taken, or cannot be one.
        """
        old = self.entry(value).spec
        new = replace(old, name=name or old.name, colour=colour or old.colour)
        changed = ClassTable(tuple(replace(e, spec=new) if e.value == value else e for e in self.entries))
        check_classes([entry.spec for entry in changed.live])
        return changed

    def without(self, value: int, into: int = 0) -> ClassTable:
        """Without a class, whose polygons become another one's, or background.

        Raises:
            InputError: either is not there.
        """
        self.entry(value)
        if into:
            self.entry(into)
        return ClassTable(tuple(replace(e, into=into) if e.value == value else e for e in self.entries))

    def moved(self) -> dict[int, int]:
        """For each id that is gone, the one that counts in its place."""
        into = {entry.value: entry.into for entry in self.entries if entry.into is not None}
        found = {}
        for value in into:
            there, steps = value, 0
            while there in into and steps <= len(into):
                there, steps = into[there], steps + 1
            found[value] = there if there not in into else 0
        return found

    def value_of(self, name: str) -> int | None:
        """The id of a class by its name, None where there is none of it."""
        if normalise(name) == BACKGROUND:
            return 0
        return next((e.value for e in self.live if normalise(e.spec.name) == normalise(name)), None)

    def to_list(self) -> list[dict[str, Any]]:
        """Plain values."""
        return [{"id": e.value, "into": e.into, **e.spec.to_dict()} for e in self.entries]

    @classmethod
    def from_list(cls, rows: Sequence[dict[str, Any]]) -> ClassTable:
        """The inverse of `to_list`."""
        return cls(tuple(Entry(int(row["id"]), ClassSpec.from_dict(row), row.get("into")) for row in rows))


def read_history(folder: str | Path) -> list[dict[str, Any]]:
    """What was done to the classes of a run, oldest first: time, what, classes; empty where nothing was."""
    try:
        found = json.loads((Path(folder) / CLASS_TABLE).read_text(encoding="utf-8"))
        history = found["history"]
        for step in history:
            ClassTable.from_list(step["classes"])
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, InputError) as error:
        raise InputError(
            f"{CLASS_TABLE} in {folder} cannot be read.", "It holds the classes as they were edited; bring it back."
        ) from error
    return list(history)


def read_table(folder: str | Path) -> ClassTable:
    """The classes of a finished run as they are now: edited, or else as its recipe says.

    Raises:
        InputError: neither can be read.
    """
    history = read_history(folder)
    if history:
        return ClassTable.from_list(history[-1]["classes"])
    specs = read_recipe(Path(folder))["identity"].get("classes", ())
    return ClassTable.of_specs([ClassSpec.from_dict(spec) for spec in specs])


def write_table(folder: str | Path, table: ClassTable, what: str) -> None:
    """Make a table the one that counts; those before it stay in the file, so that each step can be taken back.

    Raises:
        OutputError: it cannot be written.
    """
    folder = Path(folder)
    history = read_history(folder) or [{"time": "", "what": "", "classes": read_table(folder).to_list()}]
    history.append({"time": utc_now(), "what": what, "classes": table.to_list()})
    body = json.dumps({"format": FORMAT, "history": history}, ensure_ascii=False, indent=1)
    making = folder / (CLASS_TABLE + ".new")
    try:
        making.write_text(body + "\n", encoding="utf-8")
        os.replace(making, folder / CLASS_TABLE)
    except OSError as error:
        raise OutputError(
            f"The classes could not be written into {folder}: {error.strerror or error}.",
            "Is the disk full or disconnected?",
        ) from error
