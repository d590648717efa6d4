"""Accuracy in QGIS: draws or opens a sample, goes from point to point, and opens the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QDialog, QWidget

from ...core.accuracy_words import GO_ON, OVERALL, STOP, WORDS
from ...core.commands import ReportAccuracy
from ...core.errors import InputError
from ...core.recipe import CLASSES
from ...core.results import newest
from ...core.sample import LAYER, Sample, read_sample
from ...core.vocabulary import BACKGROUND
from ..engine.runner import Runner
from ..messages import Messages, guarded
from ..results.desk import ResultDesk
from ..results.layers import bare_raster, bare_vector, file_of, is_result, run_of
from ..review.desk import Review
from ..review.keys import CLASS_KEYS, CLEAR, FIND, NEXT, OF_POINTS, UNDO
from ..review.tool import KeyFilter
from ..translation import said, tr
from .dialog import SampleDialog
from .judging import Judging
from .marks import Square, style_points
from .page import JudgePage


class AccuracyDesk(ResultDesk):
    """Owns what is judged now, if anything. It rests while its page is not seen: keys and map are as ever then.

    Args:
        iface: QGIS.
        runner: Draws and reports.
        messages: Tells about both.
        review: Of the polygons, in whose place points are judged, with its keys.
        place: Shows a page in the place of the polygons; None: those again.
    """

    def __init__(
        self, iface: Any, runner: Runner, messages: Messages, review: Review, place: Callable[[Optional[QWidget]], None]
    ) -> None:
        super().__init__(iface, runner, messages)
        self._review, self._place = review, place
        self.judging: Optional[Judging] = None
        self.page: Optional[JudgePage] = None
        self._square: Optional[Square] = None
        self._hidden: list[str] = []
        self._later = QTimer()
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._put_away)
        self._filter = KeyFilter(review.keys, OF_POINTS)
        self._filter.pressed.connect(guarded(self._act, messages.show_error))
        QgsProject.instance().layersAdded.connect(self._on_layers)

    def ask(self) -> None:
        """Ask for a sample of the run that is meant, then draw it or go on with it.

        Raises:
            InputError: the project holds no result.
        """
        run = run_of(next(iter(self.layers().values())))
        dialog = SampleDialog(points_of(run), self._iface.mainWindow())
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not accepted:
            return
        path = dialog.path()
        if dialog.goes_on:
            self.begin(path)
            return

        def done(result: dict[str, Any]) -> None:
            for note in result["notes"]:
                self._messages.warn(note)
            self.begin(Path(result["path"]))

        self.order(tr("Drawing points"), "sample", dialog.request(run), done)

    def begin(self, path: Path) -> None:
        """Judge the points of a file; those that have an answer keep it.

        Raises:
            InputError: it is no sample.
        """
        self.close()
        sample = read_sample(path)
        layer = self._shown(path)
        self.judging = Judging(path, sample, layer)
        names = {**{value: name for value, name in sample.names.items() if value}, 0: sample.names.get(0, BACKGROUND)}
        classes = [(value, name, sample.colours.get(value, "")) for value, name in names.items()]
        page = self.page = JudgePage(classes, self._review.keys)
        guard = self._messages.show_error
        page.chosen.connect(guarded(self._judge, guard))
        page.action.connect(guarded(self._act, guard))
        page.report.connect(guarded(self.report, guard))
        page.keys_wanted.connect(guarded(self._ask_keys, guard))
        page.seen.connect(guarded(self._on_seen, guard))
        page.done.connect(self.close)
        page.classes.left.connect(self._to_map)
        page.installEventFilter(self._filter)
        layer.willBeDeleted.connect(self._on_gone)
        self._place(page)

    def close(self) -> None:
        """Leave the points; the map shows its results again."""
        self._leave()
        self._put_away()

    def close_down(self) -> None:
        """The plugin is leaving, and its pages with it."""
        QgsProject.instance().layersAdded.disconnect(self._on_layers)
        self._leave()
        self._later.stop()

    def _leave(self) -> None:
        judging, self.judging = self.judging, None
        if judging is not None:
            judging.layer.willBeDeleted.disconnect(self._on_gone)
            self._rest()

    def _on_gone(self) -> None:
        """The points' layer is going, perhaps with all others: nobody turns to polygons before that is over."""
        self._rest()
        self.judging = None
        self._later.start()

    def _put_away(self) -> None:
        """Polygons are looked through where points were judged."""
        page, self.page = self.page, None
        if page is not None and self.judging is None:
            self._place(None)
            page.deleteLater()

    def _on_seen(self, seen: bool) -> None:
        if seen:
            self._take_up()
        else:
            self._rest()

    def _take_up(self) -> None:
        """The map shows the current point and nothing of what was found, and the keys are judging's."""
        if self.judging is None or self._square is not None:
            return
        canvas = self._iface.mapCanvas()
        self._hide_results()
        self._square = Square(canvas, pixel_of(self.judging.sample, self.judging.layer))
        canvas.installEventFilter(self._filter)
        self._show(closer=True)
        self._to_map()

    def _rest(self) -> None:
        """All is as it was before; what was said is in the file."""
        self._iface.mapCanvas().removeEventFilter(self._filter)
        if self._square is not None:
            self._square.remove()
        self._square = None
        root = QgsProject.instance().layerTreeRoot()
        for layer_id in self._hidden:
            node = root.findLayer(layer_id)
            if node is not None:
                node.setItemVisibilityChecked(True)
        self._hidden = []

    def _on_layers(self, *_layers: object) -> None:
        """A result that comes while points are judged is not seen either."""
        if self._square is not None:
            self._hide_results()

    def report(self) -> None:
        """Write the report of what was judged so far, and open it.

        Raises:
            InputError: something else is going on.
        """
        if self.judging is None:
            return
        path, sample = self.judging.path, self.judging.sample
        run = Path(sample.run)
        if not run.is_dir():  # the folder was moved since, with the project
            run = Path(run_of(next(iter(self.layers().values()))))
        request = ReportAccuracy(str(run), str(path), str(free_folder(path)), {text: said(text) for text in WORDS})

        def done(result: dict[str, Any]) -> None:
            for note in result["notes"]:
                self._messages.warn(note)
            self._messages.tell(tr("The report is in {folder}.").format(folder=result["path"]), seconds=0)
            QDesktopServices.openUrl(QUrl.fromLocalFile(result["html"]))

        self.order(tr("Accuracy report"), "accuracy", request, done)

    # what people do

    def _act(self, act: str) -> None:
        """A key or a button: a class by its place among them, or one of the others."""
        judging, page = self.judging, self.page
        if judging is None or page is None:
            return
        if act.startswith("class:"):
            rows = page.classes.rows
            row = next((each for each in rows if each.key == CLASS_KEYS[int(act[6:])]), None)
            if row is not None:
                self._judge(row.class_id)
            return
        if act == FIND:
            page.classes.ask()
            return
        if act == UNDO:
            judging.undo()
        elif act == CLEAR:
            judging.clear()
        else:
            judging.step(1 if act == NEXT else -1)
        self._show()

    def _judge(self, class_id: int) -> None:
        if self.judging is None:
            return
        try:
            self.judging.judge(class_id)
            self.judging.go_on()
        finally:
            self._show()  # a row that was pressed in vain is not down any more

    def _ask_keys(self) -> None:
        self._review.ask_keys()
        if self._review.dialog is not None:
            self._review.dialog.accepted.connect(self._name_keys)

    def _name_keys(self) -> None:
        if self.page is not None:
            self.page.name_keys()

    def _to_map(self) -> None:
        self._iface.mapCanvas().setFocus()

    # what people see

    def _show(self, closer: bool = False) -> None:
        judging, page = self.judging, self.page
        if judging is None or page is None or self._square is None:
            return
        self._square.show(judging.place, judging.layer, closer)
        number = judging.ids.index(judging.current) + 1
        answer = judging.judged.get(judging.current)
        page.show_point(number, len(judging.ids), len(judging.judged), answer, judging.can_undo)
        page.show_verdict(verdict_of(judging))

    def _shown(self, path: Path) -> QgsVectorLayer:
        """The points as a layer of the project, on top."""
        project = QgsProject.instance()
        for layer in project.mapLayers().values():
            if isinstance(layer, QgsVectorLayer) and file_of(layer) == path and layer.isValid():
                return layer
        layer = bare_vector(f"{path}|layername={LAYER}", path.stem)
        if not layer.isValid():
            raise InputError(
                tr("{file} has no points to judge.").format(file=path.name), tr("Draw a new sample, into another file.")
            )
        style_points(layer)
        project.addMapLayer(layer, False)
        project.layerTreeRoot().insertLayer(0, layer)
        return layer

    def _hide_results(self) -> None:
        """What the map says is not seen while it is judged."""
        root = QgsProject.instance().layerTreeRoot()
        for layer in QgsProject.instance().mapLayers().values():
            node = root.findLayer(layer.id())
            if is_result(layer) and node is not None and node.itemVisibilityChecked():
                node.setItemVisibilityChecked(False)
                self._hidden.append(layer.id())


def points_of(run: str) -> Path:
    """Where the points of a run are proposed to lie: beside its folder, which is removed as a whole."""
    folder = Path(run)
    return folder.with_name(f"{folder.name}_accuracy.gpkg")


def free_folder(points: Path) -> Path:
    """A name for the next report of these points."""
    names = (f"{points.stem}_report{tail}" for tail in ("", *(f"_{n}" for n in range(2, 1000))))
    return next(folder for folder in map(points.with_name, names) if not folder.exists())


def pixel_of(sample: Sample, points: QgsVectorLayer) -> tuple[float, float]:
    """Width and height of the map's pixels; where the map is gone, a share of what the points span."""
    raster = Path(sample.run) / sample.classes
    if not raster.is_file():
        raster = newest(raster.parent, CLASSES)
    layer: QgsRasterLayer = bare_raster(str(raster), "map")
    if layer.isValid():
        return layer.rasterUnitsPerPixelX(), layer.rasterUnitsPerPixelY()
    side = max(points.extent().width(), points.extent().height()) / 1000 or 1.0
    return side, side


def verdict_of(judging: Judging) -> str:
    """How right the map is so far, and whether that is known well enough."""
    overall = judging.overall()
    if overall is None:
        return tr("Too few points are judged to say how right the map is.")
    text = STOP if judging.may_stop() else OVERALL if judging.done else GO_ON
    return said(text.format(value=f"{overall.value:.2f}", half=f"{overall.half:.2f}"))
