"""Where class lists come from besides typing: files, spreadsheets, the style or a field of a layer, earlier runs."""

from __future__ import annotations

import json
import re
from typing import Any, Iterable, Sequence

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsMapLayer,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsStyle,
    QgsVectorLayer,
)

from ...core.errors import InputError
from ...core.vocabulary import KINDS, ClassSpec, check_classes, normalise, parse_names
from .. import settings
from ..translation import tr

RECENT = 10  # lists that are remembered
MOST_VALUES = 200  # of a field; more are no class list
EVERYTHING_ELSE = ("", "background", "nodata", "unclassified")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def parse_pasted(text: str) -> list[ClassSpec]:
    """Classes from cells of a spreadsheet: one class a row; further cells give other words, the kind and the colour.

    Raises:
        InputError: a name cannot be used.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if "\t" not in text:
        return parse_names("\n".join(lines))
    specs = []
    for line in lines:
        name, *rest = (cell.strip() for cell in line.split("\t"))
        value = None
        if name.isdigit() and rest:  # a class list of ours begins with the value
            value, (name, *rest) = int(name), rest
        if normalise(name) in ("name", "class", "value", *EVERYTHING_ELSE):
            continue
        kind = next((cell.lower() for cell in rest if cell.lower() in KINDS), "")
        colour = next((cell[:7] for cell in rest if _COLOUR.match(cell)), "")
        others = [cell for cell in rest if cell and cell.lower() not in KINDS and not _COLOUR.match(cell)]
        words = tuple(w.strip() for cell in others for w in re.split(r"[|,;]", cell) if w.strip())
        specs.append(ClassSpec(name, words, kind, colour, value))
    return specs


def styled(layer: QgsMapLayer) -> bool:
    """Whether a layer's style names classes."""
    renderer = layer.renderer() if isinstance(layer, (QgsVectorLayer, QgsRasterLayer)) else None
    return isinstance(renderer, (QgsCategorizedSymbolRenderer, QgsPalettedRasterRenderer))


def of_style(layer: QgsMapLayer) -> tuple[ClassSpec, ...]:
    """The classes that a layer's style names, with their colours.

    Raises:
        InputError: there is none that can be used.
    """
    renderer: Any = layer.renderer()
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        named = [
            (_as_named(c.label() or str(c.value())), c.symbol().color()) for c in renderer.categories() if c.symbol()
        ]
    else:
        named = [(_as_named(c.label), c.color) for c in renderer.classes()]
    return _usable([ClassSpec(name, colour=colour.name()) for name, colour in named if _names_a_class(name)], layer)


def of_field(layer: QgsVectorLayer, field: str) -> tuple[ClassSpec, ...]:
    """The different values of a field, in their order.

    Raises:
        InputError: there is none that can be used, or there are too many.
    """
    values = layer.uniqueValues(layer.fields().indexOf(field), MOST_VALUES + 1)
    if len(values) > MOST_VALUES:
        raise InputError(
            tr("The field “{field}” of “{layer}” holds more than {n} different values.").format(
                field=field, layer=layer.name(), n=MOST_VALUES
            ),
            tr("Choose a field that names classes."),
        )
    names = sorted(str(value).strip() for value in values if value is not None)
    return _usable([ClassSpec(name) for name in names if _names_a_class(name)], layer)


def _as_named(label: str) -> str:
    """A legend's text as its class is called, see `without_expressions`."""
    return label.replace("\u2060", "")


def _names_a_class(name: str) -> bool:
    return normalise(name) not in EVERYTHING_ELSE and name != "NULL"


def _usable(specs: Sequence[ClassSpec], layer: QgsMapLayer) -> tuple[ClassSpec, ...]:
    if not specs:
        raise InputError(
            tr("“{layer}” names no classes.").format(layer=layer.name()), tr("Choose another layer, or type the names.")
        )
    check_classes(specs)
    return tuple(specs)


def ramp_colours(ramp: str, count: int) -> list[str]:
    """`count` colours of one of QGIS's colour ramps, evenly spaced, as #rrggbb."""
    found = QgsStyle.defaultStyle().colorRamp(ramp)
    return [found.color(i / max(1, count - 1)).name() for i in range(count)]


def ramps() -> list[str]:
    """Names of QGIS's colour ramps: the user's favourites, or all where there is none."""
    style = QgsStyle.defaultStyle()
    return style.symbolsOfFavorite(QgsStyle.StyleEntity.ColorrampEntity) or style.colorRampNames()


def recent() -> list[tuple[ClassSpec, ...]]:
    """The lists of the last runs, latest first; what cannot be read any more is left out."""
    found = []
    try:
        listed = json.loads(settings.get("class_lists", "[]"))
    except ValueError:
        return []
    for one in listed:
        try:
            found.append(tuple(ClassSpec.from_dict(spec) for spec in one))
        except (InputError, KeyError, TypeError, AttributeError):
            continue
    return found


def remember(specs: Iterable[ClassSpec]) -> None:
    """Put a list in front of the recent ones; one with the same names is replaced."""
    specs = tuple(specs)
    names = [spec.name for spec in specs]
    others = [one for one in recent() if [spec.name for spec in one] != names]
    kept = [specs, *others][:RECENT]
    settings.put("class_lists", json.dumps([[spec.to_dict() for spec in one] for one in kept]))
