"""The gallery in QGIS: opens the panel, fills it with what the engine knows, and cuts the user's own chips."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Mapping, Optional

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
)

from ...core.commands import AddChips, SaveClass
from ...core.commands import Gallery as Look
from ...core.errors import InputError
from ...core.support import CHIPS, Choice, support_plain
from ..area.draw import RectangleTool
from ..engine.runner import Runner
from ..messages import Messages
from ..results.layers import layer_of, run_layers, run_of
from ..results.teach import before_lesson
from ..translation import tr
from .following import LOOK, WHOLE, Following
from .panel import BOX, POLYGONS, GalleryPanel
from .pictures import REJECTED
from .saving import ask_file, ask_pictures

MOST_POLYGONS = 12  # that become chips at once


class GalleryDesk(Following):
    """The gallery.

    Attributes:
        panel: None until it was opened.
    """

    def __init__(self, iface: Any, runner: Runner, messages: Messages, say: Callable[[str], None]) -> None:
        super().__init__(iface, runner, messages, self._tell)
        self._on_page = say
        self.panel: Optional[GalleryPanel] = None
        self._tool: Optional[RectangleTool] = None
        self._for = ""  # the class that a box is drawn for

    # which run

    def open(self) -> None:
        """Show the pictures of the run that is reviewed.

        Raises:
            InputError: there is none, or another one's have changes that its map does not show yet.
        """
        self.attach(self._polygons(self._iface.activeLayer()))
        if self.panel is None:
            self.panel = self._make_panel()
        if not self.panel.isVisible():
            self.panel.start_over()
        self.panel.show()
        self.panel.raise_()
        self.show_now()
        self.look()

    def not_this(self, layer: QgsMapLayer, witness: Mapping[str, Any]) -> None:
        """“Not this one”: a picture takes no part any more.

        Args:
            layer: One of the run's.
            witness: As the engine's `explain` tells it: `owner` (the class), `word` and `picture`, or `chip`.

        Raises:
            InputError: as `open`.
        """
        self.attach(self._polygons(layer))
        choice = self._wanted.get(witness["owner"], Choice())
        if witness["chip"]:
            choice = replace(choice, chips=tuple(key for key in choice.chips if key != witness["chip"]))
        else:
            choice = choice.with_state(witness["word"], witness["picture"], REJECTED)
        self.change(witness["owner"], choice)

    def reload(self) -> None:
        """The layers show another generation: show its pictures."""
        super().reload()
        if self._layer is not None and not self._going and not self._again:
            self.look()

    def let_go(self) -> None:
        """Turn to no run; there is nothing to show then."""
        super().let_go()
        self._stop_drawing()
        if self.panel is not None:
            self.panel.hide()

    def close_down(self) -> None:
        """The plugin is leaving."""
        self.clear()
        self.let_go()
        if self.panel is not None:
            self.panel.deleteLater()
            self.panel = None

    def _polygons(self, layer: Optional[QgsMapLayer]) -> QgsVectorLayer:
        return layer_of(run_layers(QgsProject.instance(), layer), "polygons")

    def _make_panel(self) -> GalleryPanel:
        panel = GalleryPanel(self._iface.mainWindow())
        panel.changed.connect(self._guard(self.change))
        panel.chips_wanted.connect(self._guard(self._on_chips))
        panel.apply_wanted.connect(self._guard(self.apply))
        panel.take_back_wanted.connect(self._guard(self._on_take_back))
        panel.save_wanted.connect(self._guard(self.save_class))
        panel.closed.connect(self._guard(self._on_closed))
        return panel

    def look(self) -> bool:
        """Ask the engine for the pictures, and show them; whether it was asked."""
        layer, panel = self._layer, self.panel
        if layer is None or panel is None or not panel.isVisible() or self._going:
            return False
        scratch = tempfile.TemporaryDirectory(prefix="terralex_gallery_")
        said, looking = panel.status.text(), tr("Looking at the pictures…")

        def show(answer: dict[str, Any]) -> None:
            done()
            with scratch:  # pictures are in the panel once it shows them
                if self._layer is layer:
                    panel.show_gallery(answer, self._wanted)
            self._seen()

        def failed(error: BaseException) -> None:
            self._soon = False  # the whole map would fail for the same reason
            stopped()
            self._messages.show_error(error)

        def stopped() -> None:
            scratch.cleanup()
            done()
            self._seen()

        def done() -> None:
            if panel.status.text() == looking:  # else there is something newer to say
                panel.say(said)

        self._begin(LOOK, looking)
        request = Look(run_of(layer), scratch.name, support_plain(self._wanted))
        try:
            self.order(tr("Terralex: gallery"), "gallery", request, show, on_error=failed, on_cancel=stopped)
        except InputError:
            scratch.cleanup()
            self._going = ""
            raise
        return True

    def _seen(self) -> None:
        if not self._go_on():
            self.show_now()

    # what people see

    def show_now(self) -> None:
        """What is said, and what can be done."""
        if self.panel is None or self._layer is None:
            return
        self.panel.show_choices(self._wanted)
        back = self.pending or before_lesson(run_of(self._layer)) is not None
        self.panel.offer(self.pending and self._going != WHOLE, back)

    def _tell(self, text: str) -> None:
        if self.panel is not None and self.panel.isVisible():
            self.panel.say(text)
        else:
            self._on_page(text)

    def tell(self, text: str, worse: bool = False) -> None:
        """Say what became of it; whoever looks at the panel needs no message beside it."""
        if self.panel is not None and self.panel.isVisible() and not worse:
            self._say(text)
        else:
            super().tell(text, worse)

    def _on_take_back(self) -> None:
        if self._layer is not None and not self.forget(self._layer):
            self.take_back()

    def _on_closed(self) -> None:
        self._stop_drawing()
        if self._layer is not None and self.pending and self._going != WHOLE:
            self.apply()
            if not self._going:
                self.clear()  # the user did not want edits saved: what was chosen is still known here

    def save_class(self, name: str, own: int) -> None:
        """Save a class as a file, as the map shows it; `own`: how many pieces of imagery are in it.

        Raises:
            InputError: the map does not show yet what was chosen.
        """
        if self._layer is None:
            return
        if self.pending:
            raise InputError(
                tr("The map does not show yet what was chosen."), tr("Press Apply, and save the class when it is done.")
            )
        pictures = ask_pictures(name, own, self.panel)
        path = ask_file(name, self.panel) if pictures is not None else ""
        if not path:
            return

        def done(result: Mapping[str, Any]) -> None:
            said = tr("“{name}” is saved: {file}, {n} pictures.")
            self._messages.tell(said.format(name=name, file=result["path"], n=result["pictures"]))

        self._say(tr("Saving the class…"))
        request = SaveClass(run_of(self._layer), name, path, bool(pictures))
        self.order(tr("Terralex: saving a class"), "save_class", request, done, at_end=lambda: self._say(""))

    # own chips

    def _on_chips(self, name: str, source: Any) -> None:
        if source == BOX:
            self._draw(name)
        elif source == POLYGONS:
            self._cut(name, polygons=self._reviewed(name))
        else:
            self._cut(name, files=list(source))

    def _draw(self, name: str) -> None:
        if self._tool is None:
            self._tool = RectangleTool(self._iface.mapCanvas())
            self._tool.drawn.connect(self._guard(self._on_drawn))
        self._for = name
        self._tool.start()
        self._say(tr("Drag a box on the map around what is {name}; Esc to stop.").format(name=name))

    def _stop_drawing(self) -> None:
        if self._tool is not None:
            self._tool.stop()

    def _on_drawn(self, shape: QgsGeometry) -> None:
        classes = self.current("classes")
        crs = self._iface.mapCanvas().mapSettings().destinationCrs()
        across = QgsCoordinateTransform(crs, classes.crs(), QgsProject.instance())
        try:
            box = across.transformBoundingBox(shape.boundingBox())
        except QgsCsException as error:
            raise InputError(
                tr("This place cannot be found on the raster."), tr("Draw the box inside the result.")
            ) from error
        self._cut(self._for, boxes=[[box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]])

    def _reviewed(self, name: str) -> list[int]:
        """The selected polygons of a class, or else its largest reviewed ones, by their numbers in the file."""
        polygons = self.current("polygons")
        if self.panel is None or not self.are_saved(polygons, tr("before chips are cut from them")):
            return []
        request = QgsFeatureRequest().setFilterExpression(f'"class_id" = {self.panel.value_of(name)}')
        found, chosen = list(polygons.getFeatures(request)), set(polygons.selectedFeatureIds())
        meant = [each for each in found if each.id() in chosen] or [each for each in found if each["reviewed"] is True]
        if not meant:
            raise InputError(
                tr("No polygon of {name} is selected or reviewed.").format(name=name),
                tr("Review some first, or select those that are meant."),
            )
        meant.sort(key=lambda each: -each.geometry().area())
        return [each.id() for each in meant[:MOST_POLYGONS]]

    def _cut(self, name: str, **sources: list[Any]) -> None:
        layer = self._layer
        if layer is None or not any(sources.values()):
            return
        run = run_of(layer)

        def take(result: Mapping[str, Any]) -> None:
            for note in result.get("notes", ()):
                self._messages.warn(note)
            if self._layer is not layer:
                return
            keys = result["keys"]
            if self.panel is not None:
                self.panel.add_chips(name, {key: Path(run) / CHIPS / f"{key}.png" for key in keys})
            choice = self._wanted.get(name, Choice())
            self.change(name, replace(choice, chips=tuple(dict.fromkeys((*choice.chips, *keys)))))

        def ended() -> None:
            self._say("")

        self._say(tr("Cutting chips…"))
        self.order(tr("Cutting chips"), "chips", AddChips(run, name, **sources), take, at_end=ended)
