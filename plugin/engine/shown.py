"""What people set on a layer in QGIS, as a run takes it: bands, coordinate system, nodata; and what they chose besides.

QGIS's stretch of contrast, its transparency and its blending are never taken: they are for eyes and change with the
map's extent.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import Any, Mapping, Sequence

from qgis.core import QgsMapLayer, QgsMultiBandColorRenderer, QgsRasterLayer

from ..translation import figure, tr

_CHOICE = "terralex/pixels"  # kept with the layer in the project


@dataclass(frozen=True)
class Choice:
    """What was chosen in the dock for a layer.

    Attributes:
        bands: Red, green and blue, from 1; empty as the layer shows.
        pixel_m: Metres of a pixel on the ground; 0 as the file says.
        collar: Whether an empty border counts as nodata.
    """

    bands: tuple[int, ...] = ()
    pixel_m: float = 0.0
    collar: bool = True


@dataclass(frozen=True)
class Shown:
    """How a run reads a layer.

    Attributes:
        bands: As `RunConfig.bands`.
        reading: As `RunConfig.reading`.
        overrides: As `RunConfig.overrides`.
        said: The same in words.
    """

    bands: tuple[int, ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)
    overrides: Mapping[str, Any] = field(default_factory=dict)
    said: str = ""

    def of_a_copy(self) -> Shown:
        """The same for a copy of the layer, which lies where the layer lies."""
        return Shown(self.bands, {k: v for k, v in self.reading.items() if k != "crs"}, self.overrides, self.said)


def choice_of(layer: QgsRasterLayer) -> Choice:
    """What was chosen for a layer; what is kept and makes no sense counts as not chosen."""
    try:
        kept = json.loads(layer.customProperty(_CHOICE, "{}"))
        bands = tuple(int(band) for band in kept.get("bands", ()))
        usable = len(bands) in (1, 3) and all(1 <= band <= layer.bandCount() for band in bands)
        return Choice(bands if usable else (), float(kept.get("pixel_m", 0.0)), bool(kept.get("collar", True)))
    except (ValueError, TypeError, AttributeError):
        return Choice()


def choose(layer: QgsRasterLayer, choice: Choice) -> None:
    """Keep what was chosen with the layer."""
    if choice == Choice():
        layer.removeCustomProperty(_CHOICE)
        return
    kept = {"bands": list(choice.bands), "pixel_m": choice.pixel_m, "collar": choice.collar}
    layer.setCustomProperty(_CHOICE, json.dumps(kept))


def shown(layer: QgsRasterLayer) -> Shown:
    """How a run reads a layer, for the main thread."""
    choice, parts, reading = choice_of(layer), [], {}
    bands, text = _bands(layer, choice)
    parts.append(text)
    given = layer.dataProvider().crs() if layer.dataProvider() is not None else layer.crs()
    if layer.crs().isValid() and layer.crs() != given:
        reading["crs"] = layer.crs().toWkt(type(layer.crs()).WKT_PREFERRED)
        name = layer.crs().authid() or layer.crs().description()
        parts.append(tr("coordinate system {name} as set in the layer").format(name=name))
    nodata, text = _nodata(layer, bands)
    reading.update(nodata)
    parts += [text] if text else []
    if not choice.collar:
        reading["collar"] = False
        parts.append(tr("an empty border is picture"))
    if choice.pixel_m:
        parts.append(tr("pixels of {size} m as chosen").format(size=figure(f"{choice.pixel_m:g}")))
    said = "; ".join(parts) + "."
    overrides = {"pixel_m": choice.pixel_m} if choice.pixel_m else {}
    return Shown(bands, reading, overrides, said[:1].upper() + said[1:])


def is_layer(given: Any, layer: QgsRasterLayer) -> bool:
    """Whether an algorithm was given a layer, and not the path of a file, which QGIS would also find as a layer."""
    return isinstance(given, QgsMapLayer) or str(given) in (layer.id(), layer.name())


def _bands(layer: QgsRasterLayer, choice: Choice) -> tuple[tuple[int, ...], str]:
    if choice.bands:
        return choice.bands, tr("bands {bands} as chosen").format(bands=_listed(choice.bands))
    renderer = layer.renderer()
    if isinstance(renderer, QgsMultiBandColorRenderer):
        bands = (renderer.redBand(), renderer.greenBand(), renderer.blueBand())
        if all(1 <= band <= layer.bandCount() for band in bands):
            return bands, tr("bands {bands} as shown").format(bands=_listed(bands))
    if layer.bandCount() >= 3:
        return (), tr("the file's own red, green and blue, as the layer shows no three bands")
    return (), tr("the file's own colours")


def _nodata(layer: QgsRasterLayer, bands: Sequence[int]) -> tuple[dict[str, Any], str]:
    """Nodata that was added or unticked in the layer's properties."""
    data = layer.dataProvider()
    looked = list(bands or range(1, min(3, layer.bandCount()) + 1))
    said: list[str] = []
    found: dict[str, Any] = {}
    own = [data.sourceNoDataValue(band) for band in looked if data.sourceHasNoDataValue(band)]
    if own and any(data.sourceHasNoDataValue(band) and not data.useSourceNoDataValue(band) for band in looked):
        found.update(file_nodata=False, collar=False)
        said.append(tr("nodata {values} of the file is picture").format(values=_numbers([(own[0], own[0])])))
    ranges = {(r.min(), r.max()) for band in looked for r in data.userNoDataValues(band)}
    usable = sorted(pair for pair in ranges if not any(math.isnan(value) for value in pair))
    if usable:
        found["nodata"] = [list(pair) for pair in usable]
        said.append(tr("nodata {values} as set in the layer").format(values=_numbers(usable)))
    return found, "; ".join(said)


def _listed(bands: Sequence[int]) -> str:
    return ", ".join(str(band) for band in bands)


def _numbers(pairs: Sequence[tuple[float, float]]) -> str:
    return ", ".join(figure(f"{low:g}") if low == high else figure(f"{low:g} … {high:g}") for low, high in pairs)
