"""Tools of Review on the map: choosing, and those of `shapes` that change outlines. Keys act with every one of them."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import QgsUnitTypes, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.errors import InputError
from ..messages import Messages
from ..shapes import edits
from ..shapes.tools import TOOLS
from ..shapes.wand import tolerance_in_words
from ..translation import figure, tr
from .keys import BRUSH, LASSO, MERGE, SPLIT, WAND
from .tool import KeyFilter, ReviewTool
from .wand import Likeness, picture_at

GIVES_CLASS = (LASSO, BRUSH, WAND)
SIZED = (BRUSH, WAND)
ONCE = (SPLIT, MERGE)  # after them people go on choosing


class ToolBox(QObject):
    """One tool is in use at a time, or none of ours.

    Args:
        canvas: QGIS's map.
        keys: Takes the keys while one of the tools is in use.
        messages: Tells about errors.
        likeness: What the wand asks before it looks at colours.

    Signals:
        chosen: Another tool is in use; its name, "" for choosing polygons, or None for one of somebody else.
        done: A tool has changed polygons: the one that it was about (fid).
        said: A line for the page.
        changed: The tool in use does something else now.
    """

    chosen = pyqtSignal(object)
    done = pyqtSignal(object)
    said = pyqtSignal(str)
    changed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, keys: KeyFilter, messages: Messages, likeness: Likeness) -> None:
        super().__init__()
        self._canvas, self._keys, self._messages, self._likeness = canvas, keys, messages, likeness
        self.choosing = ReviewTool(canvas)
        self.tools: dict[str, Any] = {"": self.choosing}
        self.current: Optional[str] = None
        self._layer: Optional[QgsVectorLayer] = None
        self._listen("", self.choosing)

    def set_layer(self, layer: Optional[QgsVectorLayer]) -> None:
        """The polygons; None puts all tools away."""
        self._layer = layer
        self._likeness.set_layer(layer)
        for name, tool in self.tools.items():
            if name:
                tool.set_layer(layer)
        if layer is None and self.current is not None:
            self._canvas.unsetMapTool(self.tools[self.current])

    def pick(self, name: str) -> None:
        """Use a tool; the one that is in use already goes, and polygons are chosen again."""
        if name == self.current and name:
            name = ""
        if self._canvas.mapTool() is not self.choosing:
            self._canvas.setMapTool(self.choosing)  # the one that comes back when a tool is done
        if name:
            tool = self.tools.get(name) or self._make(name)
            tool.start()
            self.said.emit(tool.hint)
            if name == WAND:
                self._likeness.get_ready(tool.look_again)
        self._canvas.setFocus()

    def follow(self, fid: Optional[int], class_id: Optional[int]) -> None:
        """What strokes are about: the current polygon, and the class that they give."""
        for name, tool in self.tools.items():
            if name:
                tool.set_current(fid)
            if name in GIVES_CLASS and class_id is not None:
                tool.set_class(class_id)

    def resize(self, larger: bool) -> None:
        """A larger or smaller brush or wand, where it is in use."""
        if self.current in SIZED:
            tool = self.tools[self.current]
            (tool.bigger if larger else tool.smaller)()

    def _make(self, name: str) -> Any:
        tool = TOOLS[name](self._canvas)
        tool.set_layer(self._layer)
        tool.done.connect(lambda done: self._on_done(name, done))
        tool.said.connect(self.said)
        tool.failed.connect(self._messages.show_error)
        if name == BRUSH:
            tool.size_changed.connect(lambda width: self.said.emit(self._width(width)))
        elif name == WAND:
            tool.grow_on(self._likeness.ask, picture_at)
            tool.source_changed.connect(self.changed)
            tool.tolerance_changed.connect(lambda: self.said.emit(tolerance_in_words(tool)))
        self.tools[name] = tool
        self._listen(name, tool)
        return tool

    def _listen(self, name: str, tool: Any) -> None:
        tool.activated.connect(lambda: self._on_activated(name))
        tool.deactivated.connect(self._on_deactivated)

    def _on_activated(self, name: str) -> None:
        self._canvas.installEventFilter(self._keys)
        self.current = name
        self.chosen.emit(name)

    def _on_deactivated(self) -> None:
        self._keys.let_go()
        self._canvas.removeEventFilter(self._keys)
        self.current = None
        self.chosen.emit(None)

    def _on_done(self, name: str, done: Any) -> None:
        if name in ONCE:
            self.pick("")
            self.said.emit("")  # its hint is followed
        self.done.emit(done.fid)

    def _width(self, width: float) -> str:
        unit = self._canvas.mapSettings().destinationCrs().mapUnits()
        return tr("The brush is {width} wide.").format(
            width=figure(f"{width:.3g} {QgsUnitTypes.toAbbreviatedString(unit)}")
        )


def shape_edits(cells: Callable[[], tuple[float, float, float, float]]) -> dict[str, tuple[str, Callable[..., Any]]]:
    """What can be done to the shape of the current polygon at once: label and edit, by name.

    Args:
        cells: Width and height of the raster's cells, and x and y of its upper left corner, in the layer's coordinates.
    """
    return {
        "holes": (tr("Fill its holes"), edits.fill_hole),
        "angles": (tr("Right angles"), edits.right_angles),
        "smooth": (tr("Smooth"), edits.smooth),
        "cells": (tr("Snap to the raster's cells"), lambda layer, fid: edits.snap_to_cells(layer, fid, *cells())),
    }


def reshape(layer: QgsVectorLayer, fid: Optional[int], edit: Callable[..., Any]) -> Optional[int]:
    """Do one of these; the polygon that is current then, None where nothing had to be done.

    Raises:
        InputError: there is no polygon, or the edit cannot be done.
    """
    if fid is None:
        raise InputError(tr("There is no current polygon."), tr("Click one on the map first."))
    done = edit(layer, fid)
    return done.fid if done is not None else None
