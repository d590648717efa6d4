"""“Keep what was corrected”: offered where an earlier run on the same raster and grid has corrections, and on then."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

from ...core.errors import TerralexError
from ..costs.sight import sight_of
from ..engine.inputs import direct_path
from ..results.layers import is_result, role_of, run_of
from ..results.pending import Pending, save_first
from ..runs.kept import Corrected, is_file, latest
from ..snapshots.made import is_made_of
from ..snapshots.order import Order
from ..translation import figure, tr
from .form import Form


class KeepLine:
    """The line in the form.

    Args:
        form: Shows it.
        parent: Gives the folder that runs of a raster go to.
        window: The window that asks about unsaved edits.
    """

    def __init__(self, form: Form, parent: Callable[[Optional[str]], Path], window: Any) -> None:
        self._form, self._parent, self._window = form, parent, window
        self._run: Optional[Corrected] = None
        self._order: Optional[Order] = None
        form.raster.layerChanged.connect(self.refresh)
        form.pack.currentIndexChanged.connect(self.refresh)
        form.output.fileChanged.connect(self.refresh)

    def refresh(self, *_changed: object) -> None:
        """Look for the run whose corrections can be kept."""
        found = self._find()
        if found is not None and (self._run is None or self._run.folder != found.folder):
            self._form.keep.setChecked(True)
        self._run = found
        self._form.keep.setVisible(found is not None)
        if found is None:
            return
        name = found.folder.name
        self._form.keep.setText(
            tr("K&eep {n} corrected polygons").format(n=figure(f"{found.polygons:,}"))
            if found.polygons
            else tr("K&eep what was corrected")
        )
        self._form.keep.setToolTip(
            tr("Reviewed and edited polygons of {run} stay as they are in the next run.").format(run=name)
        )

    def look(self, _raster: object, _area: object, order: Optional[Order]) -> None:
        """What is fetched or copied first of a layer that the engine cannot open, for the area as it is now."""
        if order is not None or self._order is not None:
            self._order = order
            self.refresh()

    def chosen(self, order: Optional[Order]) -> Optional[str]:
        """The folder of the run to keep from, "" for none; None where the user thought better of the run.

        Args:
            order: What the run makes of the layer first.

        Raises:
            OutputError: unsaved edits of it cannot be saved.
        """
        self._order = order
        for layer in list(QgsProject.instance().mapLayers().values()):
            if isinstance(layer, QgsVectorLayer) and role_of(layer) == "polygons" and layer.isModified():
                mine = self._find_folder(layer)
                if mine and save_first(layer, tr("before the run keeps them"), self._window) is Pending.STOP:
                    return None
        self.refresh()
        return str(self._run.folder) if self._run is not None and self._form.keep.isChecked() else ""

    def _find_folder(self, layer: QgsVectorLayer) -> bool:
        """Whether a layer's run lies where runs of the chosen raster do."""
        return Path(run_of(layer)).parent in self._parents(self._path())

    def _path(self) -> Optional[str]:
        raster = self._form.raster.currentLayer()
        try:
            return direct_path(raster) if isinstance(raster, QgsRasterLayer) else None
        except TerralexError:
            return None

    def _parents(self, path: Optional[str]) -> list[Path]:
        shown = [layer for layer in QgsProject.instance().mapLayers().values() if is_result(layer)]
        return [self._parent(path), *(Path(run_of(layer)).parent for layer in shown)]

    def _find(self) -> Optional[Corrected]:
        raster, pack, path = self._form.raster.currentLayer(), self._form.pack.currentData(), self._path()
        order = self._order if path is None else None
        same: Callable[[str], bool]
        if path is not None:
            same = partial(is_file, path)
        elif order is not None:
            same = partial(is_made_of, order)
        else:
            return None
        if pack is None:
            return None
        scale = sight_of(raster, order, pack.resolutions).scale
        return latest(same, (scale.fy, scale.fx), self._parents(path))
