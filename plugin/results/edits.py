"""Keeps the two editable layers of a run in step: polygons burnt into the raster, polygons made from the raster.

Both write a new file (classes_edit1.tif, segments_edit1.gpkg) and let the layer show it: a file that QGIS has open is
never replaced.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ...core.errors import InputError
from ...core.recipe import LAYER, read_recipe
from ..translation import figure, tr
from .desk import ResultDesk
from .layers import file_of, layer_of, repoint
from .pending import Pending


class Sync(ResultDesk):
    """The two actions."""

    def burn(self) -> None:
        """Write the polygons' classes into a new class raster and show it.

        Raises:
            InputError: there is no run, a file of it is gone, or something else is going on.
        """
        layers = self.layers()
        polygons, classes = layer_of(layers, "polygons"), layer_of(layers, "classes")
        pending = self.save(polygons, tr("before burning the polygons into the raster"))
        if pending is Pending.STOP:
            return
        out = next_edit(file_of(classes))
        config = {"segments": str(file_of(polygons)), "layer": LAYER, "classes": str(file_of(classes)), "out": str(out)}

        def show(result: dict[str, Any]) -> None:
            saying = tr("The polygons were burnt into {file}: {n} pixels changed. “{layer}” shows it now.").format(
                file=out.name, n=figure(f"{result['changed_px']:,}"), layer=classes.name()
            )
            if pending is Pending.LEFT:
                saying += " " + tr("Unsaved edits are not in it.")
            self._show(classes, out, saying)
            for note in result["notes"]:
                self._messages.warn(note)

        self.order(tr("Burning polygons into the raster"), "burn", config, show)

    def polygonise(self) -> None:
        """Make new polygons from the class raster and show them.

        Raises:
            InputError: there is no run, a file of it is gone, or something else is going on.
        """
        layers = self.layers()
        polygons, classes = layer_of(layers, "polygons"), layer_of(layers, "classes")
        pending = self.save(polygons, tr("before other polygons take their place"))
        if pending is Pending.STOP:
            return
        out = next_edit(file_of(polygons))
        config = {"classes": str(file_of(classes)), "out": str(out), **_cleaning(file_of(classes).parent)}
        old, edits = file_of(polygons).name, polygons.undoStack().index()

        def show(result: dict[str, Any]) -> None:
            edited_meanwhile = polygons.undoStack().index() != edits
            if edited_meanwhile and self.save(polygons, tr("before other polygons take their place")) is Pending.STOP:
                self._messages.warn(
                    tr("New polygons are in {file}; “{layer}” still shows {old}.").format(
                        file=out.name, layer=polygons.name(), old=old
                    )
                )
                return
            saying = tr(
                "{n} new polygons are in {file}; “{layer}” shows them now. The old ones are kept in {old}."
            ).format(n=figure(f"{result['polygons']:,}"), file=out.name, layer=polygons.name(), old=old)
            polygons.rollBack()  # saved above, or left behind on purpose
            self._show(polygons, out, saying)

        self.order(tr("Making polygons from the raster"), "polygonise", config, show)

    def _show(self, layer: Any, out: Path, saying: str) -> None:
        repoint(layer, out)
        self._messages.tell(saying)


def _cleaning(run: Path) -> dict[str, Any]:
    """How the run cleaned its polygons, so that new ones look alike; nothing where its recipe does not say."""
    try:
        options = read_recipe(run, "options")["identity"]["options"]
        return {name: options[name] for name in ("min_area_px", "simplify_px")}
    except (InputError, KeyError, TypeError):
        return {}


def next_edit(path: Path) -> Path:
    """The next free name for an edited copy: classes_edit1.tif after classes.tif, then classes_edit2.tif."""
    stem, _, number = path.stem.partition("_edit")
    count = int(number) if number.isdigit() else 0
    while True:
        count += 1
        candidate = path.with_name(f"{stem}_edit{count}{path.suffix}")
        if not os.path.lexists(candidate):
            return candidate
