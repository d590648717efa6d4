"""Class names as the annotator types them, and class lists on disk.

A class list file has the columns `value,name,alternatives,kind,colour`; alternatives are separated by `|`. A row with
value 0 named `background` means that everything not named is a class of its own. A further column `file` is there only
where a class comes from a class file.
"""

from __future__ import annotations

import colorsys
import csv
import re
import unicodedata
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

from .errors import InputError
from .given import is_odd

MAX_NAME = 100  # characters; longer names break legends and every export format
MAX_CLASSES = 65533  # uint16 less background and nodata
JOINERS = "\u200c\u200d"  # invisible, but part of how Persian, Hindi and some emoji are written
KINDS = ("thing", "stuff")
BACKGROUND = "background"  # the name of what is none of the classes, id 0
COLUMNS = ("value", "name", "alternatives", "kind", "colour")
# What maps usually paint these with; a legend that follows the habit is read without looking.
USUAL_COLOURS = {
    "building": "#d7191c",
    "house": "#d7191c",
    "roof": "#d7191c",
    "road": "#6e6e6e",
    "street": "#6e6e6e",
    "pavement": "#9e9e9e",
    "parking lot": "#b0a8b9",
    "water": "#2c7bb6",
    "river": "#3f8fca",
    "lake": "#2c7bb6",
    "pond": "#4aa3df",
    "sea": "#1f5f99",
    "tree": "#1b7837",
    "forest": "#14592a",
    "grass": "#a6d96a",
    "vegetation": "#4daf4a",
    "bare soil": "#c2a37a",
    "sand": "#eadfae",
    "cropland": "#e6c229",
    "field": "#e6c229",
    "car": "#8e44ad",
    "vehicle": "#8e44ad",
    "ship": "#e67e22",
}
_COMPUTED = ("=", "+", "-", "@", "\t", "\r")  # what a formula begins with
_FILE = re.compile("[0-9a-f]{64}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")


@dataclass(frozen=True)
class ClassSpec:
    """One class of a run.

    Attributes:
        name: What the annotator typed; kept as it is in every output.
        words: Further words of the class; its score is the maximum over all its words that the pack knows.
        kind: "thing" (countable, has a background of its own), "stuff" (land cover), or "" to ask the pack.
        colour: "#rrggbb".
        value: The class's value in a class list file; None where there is none.
        file: The key of the loaded class file that its prototypes come from (docs/contracts.md, Class files); "" where
            they are drawn from its words.
    """

    name: str
    words: tuple[str, ...] = ()
    kind: str = ""
    colour: str = ""
    value: int | None = None
    file: str = ""

    def __post_init__(self) -> None:
        name = self.name
        if not name.strip():
            raise InputError("A class has no name.", "Remove the empty row or type a name.")
        if len(name) > MAX_NAME:
            raise InputError(
                f"The class name “{name[:40]}…” has {len(name)} characters; {MAX_NAME} are allowed.",
                "Use a short name and put the rest into its alternative words.",
            )
        if any(unicodedata.category(letter).startswith("C") and letter not in JOINERS for letter in name):
            raise InputError(f"The class name {name!r} contains a control character.", "Type the name again.")
        if self.kind not in ("", *KINDS):
            raise InputError(f"“{self.kind}” is not a kind of class.", "Use “thing” or “stuff”.")
        if self.colour and not _COLOUR.fullmatch(self.colour):
            raise InputError(f"“{self.colour}” is not a colour.", "Write colours as #rrggbb.")
        if self.file and not _FILE.fullmatch(self.file):
            raise InputError(f"“{self.file[:80]}” is not the key of a class file.", "Load the class file again.")

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as in a recipe; without `file` where there is none, as they always were."""
        plain = {**asdict(self), "words": list(self.words)}
        if not self.file:
            del plain["file"]
        return plain

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> ClassSpec:
        """The inverse of `to_dict`."""
        words, kind, colour = tuple(data.get("words", ())), data.get("kind", ""), data.get("colour", "")
        return cls(data["name"], words, kind, colour, data.get("value"), data.get("file", ""))


@dataclass(frozen=True)
class ClassList:
    """Classes in the order of their ids (1..n), and whether everything else is `background`."""

    classes: tuple[ClassSpec, ...]
    background: bool = True


def normalise(word: str) -> str:
    """A word as packs list it: composed, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", word).replace("_", " ").casefold().split())


def parse_names(text: str) -> list[ClassSpec]:
    """Classes from what people type or paste: `building, road, pond`; also one name per line or semicolons.

    `house|roof` after a colon gives alternative words: `building: house|roof, road`.
    """
    specs = []
    for item in re.split(r"[,;\n\t]", text):
        if item.strip():
            name, _, words = item.partition(":")
            specs.append(ClassSpec(name.strip(), tuple(w.strip() for w in words.split("|") if w.strip())))
    return specs


def loaded_spec(row: Mapping[str, Any]) -> ClassSpec:
    """The class of what the engine's command `load_class` tells of it."""
    return ClassSpec(row["name"], tuple(row["also"]), row["kind"], row["colour"], None, row["key"])


def check_classes(classes: Sequence[ClassSpec]) -> None:
    """Refuse lists that cannot be told apart in the outputs.

    Raises:
        InputError: no class, too many, two with the same name, or one with the name of everything else.
    """
    if not classes:
        raise InputError("There is no class to look for.", "Type at least one name, for example: building, road.")
    if len(classes) > MAX_CLASSES:
        raise InputError(f"{len(classes)} classes are too many; {MAX_CLASSES} fit into one raster.", "Split the list.")
    seen: dict[str, str] = {}
    for spec in classes:
        key = normalise(spec.name)
        if key == "background":
            raise InputError("“background” is what a run calls all that it was not asked for.", "Leave this class out.")
        if key in seen:
            raise InputError(f"The class “{spec.name}” is listed twice.", "Remove or rename one of the two.")
        seen[key] = spec.name


def with_colours(classes: Iterable[ClassSpec]) -> tuple[ClassSpec, ...]:
    """The same classes; those without a colour get the usual one, or one that differs from its neighbours."""
    classes = list(classes)
    used = {spec.colour.lower() for spec in classes}
    out = []
    for index, spec in enumerate(classes):
        usual = USUAL_COLOURS.get(normalise(spec.name), "")
        if usual and not spec.colour and usual not in used:
            spec = replace(spec, colour=usual)
            used.add(usual)
        red, green, blue = colorsys.hsv_to_rgb((0.02 + index * 0.618034) % 1.0, 0.68, 0.90)  # golden angle
        colour = f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
        out.append(spec if spec.colour else replace(spec, colour=colour))
    return tuple(out)


def as_cell(text: str) -> str:
    """A text for a cell of a table, which a spreadsheet might compute: “=…” gets an apostrophe, as spreadsheets do.

    `from_cell` takes it away again.
    """
    return f"'{text}" if text.lstrip("'")[:1] in _COMPUTED else text


def from_cell(text: str) -> str:
    """The inverse of `as_cell`."""
    return text[1:] if text.startswith("'") and text.lstrip("'")[:1] in _COMPUTED else text


def read_class_list(path: str | Path) -> ClassList:
    """A class list from a CSV file (see the module's docstring).

    Raises:
        InputError: the file cannot be read or has no usable row.
    """
    path = Path(path)
    try:
        if is_odd(path):
            raise OSError("a pipe or a device")
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            file.seek(0)
            # Spreadsheets write semicolons where the comma is the decimal sign.
            rows = list(csv.DictReader(file, delimiter=";" if ";" in header and "," not in header else ","))
    except FileNotFoundError as error:
        raise InputError(f"There is no class list {path}.", "Check the path, or type the names themselves.") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"The class list {path.name} cannot be read.", "Save it as CSV in UTF-8.") from error
    if not rows or "name" not in rows[0]:
        raise InputError(f"The class list {path.name} has no column “name”.", f"Its columns are {','.join(COLUMNS)}.")
    classes, background = [], False
    for line, row in enumerate(rows, start=2):
        text = (row.get("value") or "").strip()
        if text and not text.isdigit():
            raise InputError(f"Line {line} of {path.name}: “{text}” is not a value.", "Use whole numbers from 0.")
        if text == "0" and normalise(row["name"] or "") == "background":
            background = True
            continue
        words = tuple(w.strip() for w in from_cell(row.get("alternatives") or "").split("|") if w.strip())
        kind, colour = (row.get("kind") or "").strip(), (row.get("colour") or "").strip()
        try:
            value, key = int(text) if text else None, (row.get("file") or "").strip()
            classes.append(ClassSpec(from_cell((row["name"] or "").strip()), words, kind, colour, value, key))
        except InputError as error:
            raise InputError(f"Line {line} of {path.name}: {error.message}", error.hint) from error
    check_classes(classes)
    return ClassList(with_colours(classes), background)


def write_class_list(path: str | Path, classes: Sequence[ClassSpec], background: bool = True) -> None:
    """Write classes in the form that `read_class_list` reads."""
    from_files = any(spec.file for spec in classes)
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((*COLUMNS, "file") if from_files else COLUMNS)
        if background:
            writer.writerow((0, "background", "", "stuff", "#00000000", *([""] if from_files else [])))
        for index, spec in enumerate(classes, start=1):
            value = index if spec.value is None else spec.value
            cells = [value, as_cell(spec.name), as_cell("|".join(spec.words)), spec.kind, spec.colour]
            writer.writerow([*cells, spec.file] if from_files else cells)
