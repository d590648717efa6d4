"""Keeps the two editable layers of a run in step: polygons burnt into the raster, polygons made from the raster.

Both write a new file (classes_edit1.tif, segments_edit1.gpkg) and let the layer show it: a file that QGIS has open is
never replaced.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Sequence

from ...core.commands import Burn, Polygonise
from ...core.errors import InputError
from ...core.recipe import LAYER, read_recipe
from ...core.results import next_edit
from ..translation import figure, tr
from .desk import ResultDesk
from .layers import file_of, repoint, run_of, style_classes, table_of
from .pending import Pending

BESIDE = ".aux.xml"  # the names of a class raster's values


class Sync(ResultDesk):
    """The two actions."""

    def burn(self) -> None:
        """Write the polygons' classes into a new class raster and show it.

        Raises:
            InputError: there is no run, a file of it is gone, or something else is going on.
        """
        polygons, classes = self.current("polygons"), self.current("classes")
        pending = self.save(polygons, tr("before burning the polygons into the raster"))
        if pending is Pending.STOP:
            return
        out, here = next_edit(file_of(classes)), classes.id()
        request = Burn(str(file_of(polygons)), str(file_of(classes)), str(out), LAYER)

        def show(result: dict[str, Any]) -> None:
            if self.gone(here):
                self._messages.tell(
                    tr("The polygons were burnt into {file}. The project that it was made for is not open.").format(
                        file=out
                    )
                )
                self._warn(result["notes"])
                return
            saying = tr("The polygons were burnt into {file}: {n} pixels changed. “{layer}” shows it now.").format(
                file=out.name, n=figure(f"{result['changed_px']:,}"), layer=classes.name()
            )
            if pending is Pending.LEFT:
                saying += " " + tr("Unsaved edits are not in it.")
            self._show(classes, out, saying)
            style_classes(classes, table_of(classes))
            self._warn(self.notes(polygons, result))

        self.order(tr("Burning polygons into the raster"), "burn", request, show, folder=run_of(classes))

    def polygonise(self) -> None:
        """Make new polygons from the class raster and show them.

        Raises:
            InputError: there is no run, a file of it is gone, or something else is going on.
        """
        polygons, classes = self.current("polygons"), self.current("classes")
        pending = self.save(polygons, tr("before other polygons take their place"))
        if pending is Pending.STOP:
            return
        out = next_edit(file_of(polygons))
        old, edits, here = file_of(polygons).name, polygons.undoStack().index(), polygons.id()
        request = Polygonise(
            str(file_of(classes)), str(out), str(file_of(polygons)), **_cleaning(file_of(classes).parent)
        )

        def show(result: dict[str, Any]) -> None:
            if self.gone(here):
                self._messages.tell(
                    tr("{n} new polygons are in {file}. The project that they were made for is not open.").format(
                        n=figure(f"{result['polygons']:,}"), file=out
                    )
                )
                self._warn(result["notes"])
                return
            edited_meanwhile = polygons.undoStack().index() != edits
            if edited_meanwhile and self.save(polygons, tr("before other polygons take their place")) is Pending.STOP:
                unused = set_aside(out)  # under its name it would count as the newest edit
                self._messages.warn(
                    tr("New polygons are in {file}; “{layer}” still shows {old}.").format(
                        file=unused.name, layer=polygons.name(), old=old
                    )
                )
                return
            saying = tr(
                "{n} new polygons are in {file}; “{layer}” shows them now. The old ones are kept in {old}."
            ).format(n=figure(f"{result['polygons']:,}"), file=out.name, layer=polygons.name(), old=old)
            polygons.rollBack()  # saved above, or left behind on purpose
            self._show(polygons, out, saying)
            self._warn(result["notes"])

        self.order(tr("Making polygons from the raster"), "polygonise", request, show, folder=run_of(polygons))

    def _warn(self, notes: Sequence[str]) -> None:
        for note in notes:
            self._messages.warn(note)

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


def set_aside(path: Path) -> Path:
    """Give a new file that nobody shows a name that is no edit's, and what lies beside a raster with it."""
    number = 1
    while os.path.lexists(path.with_name(f"unused{number}_{path.name}")):
        number += 1
    aside = path.with_name(f"unused{number}_{path.name}")
    os.replace(path, aside)
    names = path.with_name(path.name + BESIDE)
    if os.path.lexists(names):  # else the next edit of that number could not be written
        os.replace(names, aside.with_name(aside.name + BESIDE))
    return aside
