"""A run's group in the layer tree: what it and its layers are called, and that it stays the run's own."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Sequence

from qgis.core import QgsLayerTreeGroup, QgsMapLayer, QgsProject
from qgis.PyQt.QtCore import QDateTime, QLocale, QObject

from ...core.recipe import RECIPE
from ..translation import tr
from ..wording import without_expressions

_RUN = "terralex/run"
LONGEST = 14  # letters of a raster's name: the panel of layers is narrow, and what comes after it has to be seen


def names(image: str, run: Path) -> dict[str, str]:
    """What a run's layers are called, by role, and its group ("group").

    The raster comes first and the date last: what differs between two rasters, between a run's layers, and between
    two runs on one raster is each seen where the others are the same.
    """
    short = image if len(image) <= LONGEST else f"{image[: LONGEST // 2]}…{image[1 - LONGEST // 2 :]}"
    texts = {
        "group": tr("{image}, {when}"),
        "polygons": tr("{image} polygons, {when}"),
        "classes": tr("{image} classes, {when}"),
        "confidence": tr("{image} confidence, {when}"),
    }
    when = _when(run)
    return {role: without_expressions(text.format(image=short, when=when)) for role, text in texts.items()}


def _when(run: Path) -> str:
    """When a run was begun, as people of the user's country write it; with the year where it is not this one."""
    recipe = run / RECIPE
    made = QDateTime.fromSecsSinceEpoch(int((recipe if recipe.exists() else run).stat().st_mtime))
    year = "" if made.date().year() == time.localtime().tm_year else " yyyy"
    return QLocale().toString(made, f"d MMM{year} HH:mm")


def new_group(project: QgsProject, name: str, run: Path) -> QgsLayerTreeGroup:
    """An empty group for a run, on top of the layer tree."""
    group = QgsLayerTreeGroup(name)
    group.setCustomProperty(_RUN, str(run))
    project.layerTreeRoot().insertChildNode(0, group)
    return group


class OwnGroups(QObject):
    """Keeps layers that people add out of the groups of runs.

    QGIS puts a new layer beside the active one. Whoever has corrected polygons and then opens a file would find it
    among the results, and lose sight of it when the group is hidden or removed. It goes above the group instead;
    whoever wants it inside drags it there.

    Args:
        iface: QGIS.
    """

    def __init__(self, iface: Any) -> None:
        super().__init__()
        self._iface = iface
        QgsProject.instance().legendLayersAdded.connect(self._on_added)  # comes after QGIS has put it into the tree

    def close(self) -> None:
        """The plugin is leaving."""
        QgsProject.instance().legendLayersAdded.disconnect(self._on_added)

    def _on_added(self, layers: Sequence[QgsMapLayer]) -> None:
        if not QgsProject.instance().layerTreeRegistryBridge().isEnabled():
            return  # a project is being read: everything has its place already
        root, active = QgsProject.instance().layerTreeRoot(), self._iface.activeLayer()
        for layer in layers:
            node = root.findLayer(layer.id())
            group = None if node is None else node.parent()
            if group is None or not group.customProperty(_RUN) or group.parent() is None:
                continue
            above = group.parent()
            above.insertChildNode(above.children().index(group), node.clone())
            group.removeChildNode(node)
        if active is not None and active in layers:
            self._iface.setActiveLayer(active)  # the node that was the current one is gone
