"""The scenes of the manual's pictures, played in this order. To add one: do it, wait for it, shoot it, put it away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Optional

from qgis.core import QgsFeature, QgsGeometry, QgsProject
from qgis.gui import QgsMapMouseEvent
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QPushButton, QToolBar, QWidget
from qgis.utils import iface
from stage import SCRATCH, Stage, Steps, patient, scene
from terralex.plugin.results.layers import run_layers, run_of
from terralex.plugin.results.teach import before_lesson
from terralex.plugin.review.pages import MAKE, REVIEW

SIZE = (1060, 790)  # of QGIS's window
KEPT_BARS = ("mFileToolBar", "mMapNavToolBar", "mDigitizeToolBar", "mPluginToolBar")
CLASSES = "building, pavement, water, vegetation, car"
RUN_S = 900.0
CHIPS = (((0.64, 0.26), (0.7, 0.32)), ((0.77, 0.46), (0.82, 0.51)))  # corners of boxes around roofs, shares of the map


def prepare(stage: Stage) -> Steps:
    """A window of one size with few bars, so that the pictures are about Terralex."""
    stage.window.resize(*SIZE)
    stage.window.statusBar().hide()
    for bar in stage.window.findChildren(QToolBar):
        if bar.parent() is stage.window:
            bar.setVisible(bar.objectName() in KEPT_BARS)
    for name in ("Browser", "Browser2"):
        for panel in stage.window.findChildren(QDockWidget, name):
            panel.hide()
    layers = stage.window.findChild(QDockWidget, "Layers")
    stage.window.resizeDocks([layers, stage.dock], [190, 370], Qt.Orientation.Horizontal)
    yield 0.5


def modal() -> Optional[QWidget]:
    """The dialog that is open."""
    return QApplication.activeModalWidget()


def click_map(stage: Stage, x: float, y: float, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """A click at shares of the map's width and height."""
    QTest.mouseClick(stage.canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, map_point(stage, x, y))


def map_point(stage: Stage, x: float, y: float) -> QPoint:
    """Shares of the map's width and height in pixels."""
    view = stage.canvas.viewport()
    return QPoint(round(x * view.width()), round(y * view.height()))


def finished_run(stage: Stage) -> Steps:
    """A result in the project; runs the sample where there is none."""
    yield from stage.open_sample()
    if not stage.dock.pages.bar.isTabEnabled(REVIEW):
        stage.dock.set_classes(CLASSES)
        stage.dock.panel.run_button.click()
        yield patient(lambda: not stage.plugin.runner.busy, RUN_S)
        if stage.failed:
            raise RuntimeError(stage.failed[-1])
        yield from stage.drawn()
    stage.dock.pages.turn(MAKE)


def reviewed_run(stage: Stage) -> Steps:
    """The page Review with a result in which something is done already."""
    yield from finished_run(stage)
    stage.dock.pages.turn(REVIEW)
    yield lambda: stage.dock.review.session is not None
    yield from stage.drawn()
    session = stage.dock.review.session
    if not session.layer.isModified():
        for key in "AXAAJA":
            QTest.keyClick(stage.canvas, key)
            yield from stage.drawn()


def stroke(stage: Stage, *places: tuple[float, float]) -> Steps:
    """Press the mouse at the first of these shares of the map, and drag it along the others; it is not let go."""
    view = stage.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, map_point(stage, *places[0]))
    for place in places[1:]:
        spot = map_point(stage, *place)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(spot),
            QPointF(view.mapToGlobal(spot)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, event)
        yield 0.02


@scene
def welcome(stage: Stage) -> Steps:
    """The dock when it is first seen."""
    yield patient(lambda: "ready" in stage.dock.welcome.panel.texts[0].text(), 120.0)
    yield from stage.shoot("welcome", stage.window, crop=(stage.dock.welcome.panel,))


@scene
def ready(stage: Stage) -> Steps:
    """The window with a raster and class names, before the run."""
    from terralex.plugin.costs import machine

    machine.at_rest = lambda: True  # on a busy computer the engine would not be measured, and no time be told
    yield from stage.open_sample()
    stage.dock.set_classes(CLASSES)
    preset = stage.dock.form.preset
    yield patient(lambda: "–" in preset.currentText() and not stage.plugin.runner.busy, 180.0)
    yield from stage.shoot("ready", stage.window)


@scene
def class_table(stage: Stage) -> Steps:
    """The class table with its menu open; one class comes from a file."""
    yield from stage.open_sample()
    stage.dock.set_classes("building: house | roof, pavement, water, vegetation, car")
    classes = stage.dock.form.classes
    classes.set_rows([replace(row, file="0" * 64 if row.name == "car" else "") for row in classes.rows()])
    stage.later(classes.menu.showMenu)
    yield lambda: QApplication.activePopupWidget()
    menu = QApplication.activePopupWidget()
    yield from stage.shoot("class-menu", stage.window, menu, crop=(classes, menu))
    menu.close()


@scene
def unknown_word(stage: Stage) -> Steps:
    """A name that the pack does not know."""
    yield from stage.open_sample()
    stage.dock.set_classes("building, roat, water")
    classes = stage.dock.form.classes
    yield lambda: classes.problem.isVisible()
    yield from stage.shoot("unknown-word", stage.window, crop=(classes,))
    stage.dock.set_classes(CLASSES)


@scene
def drawing(stage: Stage) -> Steps:
    """An area being drawn on the map."""
    yield from stage.open_sample()
    area = stage.dock.form.area
    area.setCurrentIndex(area.findData("polygon"))
    area.activated.emit(area.currentIndex())
    yield lambda: stage.dock.form.draw.isChecked()
    for corner in ((0.36, 0.48), (0.62, 0.32), (0.74, 0.62), (0.5, 0.78)):
        click_map(stage, *corner)
    QTest.mouseMove(stage.canvas.viewport(), map_point(stage, 0.34, 0.66))
    yield 0.5
    yield from stage.shoot("drawing", stage.window)
    click_map(stage, 0.34, 0.66, Qt.MouseButton.RightButton)
    yield 0.5
    area.setCurrentIndex(area.findData("layer"))


@scene
def packs(stage: Stage) -> Steps:
    """The packs, and what a fetch has to be agreed to."""
    stage.dock.packs.show("ovdiff")
    window = stage.dock.packs.window
    yield lambda: window.tree.topLevelItemCount() and window.fetch_button.isEnabled()
    yield from stage.shoot("packs", window)
    window.close()


@scene
def running(stage: Stage) -> Steps:
    """The dock during a run, then the window with its result."""
    yield from stage.open_sample()
    stage.dock.set_classes(CLASSES)
    yield 0.5
    stage.dock.panel.run_button.click()
    yield patient(lambda: stage.dock.panel.bar.value() >= 600 or not stage.plugin.runner.busy, RUN_S)
    yield from stage.shoot("running", stage.dock)
    yield from finished_run(stage)


@scene
def result(stage: Stage) -> Steps:
    """The window with a result."""
    yield from finished_run(stage)
    yield from stage.drawn()
    yield from stage.shoot("result", stage.window)


@scene
def review(stage: Stage) -> Steps:
    """The page Review, its colours of confidence, strokes of two tools, and its keys."""
    yield from reviewed_run(stage)
    desk, canvas = stage.dock.review, stage.canvas
    yield from stage.shoot("review", stage.window)
    desk.page.button("confidence").setChecked(True)
    yield from stage.drawn()
    yield from stage.shoot("review-confidence", stage.window)
    desk.page.button("confidence").setChecked(False)
    canvas.zoomByFactor(0.4)
    yield from stage.drawn()
    loop = ((0.35, 0.4), (0.45, 0.33), (0.58, 0.36), (0.62, 0.5), (0.52, 0.6), (0.4, 0.55), (0.36, 0.45))
    for key, name, way in (("L", "review-lasso", loop), ("B", "review-brush", loop[:4])):
        QTest.keyClick(canvas, key)
        QTest.keyClick(canvas, "1")
        yield from stroke(stage, *way)
        yield from stage.shoot(name, stage.window)
        end = map_point(stage, *way[-1])
        QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
        yield from stage.drawn()
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    yield from wand(stage)
    desk.page.keys_button.click()
    yield from stage.shoot("review-keys", desk.dialog)
    desk.dialog.reject()
    stage.dock.pages.turn(MAKE)
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    layer.rollBack()


def wand(stage: Stage) -> Steps:
    """What looks alike around the mouse, before it is given."""
    QTest.keyClick(stage.canvas, "W")
    QTest.keyClick(stage.canvas, "3")
    place = map_point(stage, 0.45, 0.45)
    stage.canvas.mapTool().canvasMoveEvent(QgsMapMouseEvent(stage.canvas, QEvent.Type.MouseMove, place))
    yield patient(lambda: stage.canvas.mapTool().on_features, 30.0)
    yield from stage.shoot("review-wand", stage.window)
    QTest.keyClick(stage.canvas, Qt.Key.Key_Escape)


@scene
def learn(stage: Stage) -> Steps:
    """A map that has learned from corrections, and what was before left of the mouse."""
    yield from reviewed_run(stage)
    desk, canvas = stage.dock.review, stage.canvas
    layer = desk.session.layer
    run = Path(run_of(layer))
    if not layer.commitChanges(False):
        raise RuntimeError("; ".join(layer.commitErrors()))
    QTest.keyClick(canvas, "G")
    yield patient(lambda: before_lesson(str(run)) is not None and not stage.plugin.runner.busy, RUN_S)
    yield from stage.drawn()
    middle = QgsMapMouseEvent(canvas, QEvent.Type.MouseMove, map_point(stage, 0.5, 0.5))
    canvas.xyCoordinates.emit(middle.originalMapPoint())
    QTest.keyPress(canvas, "D")
    yield from stage.drawn()
    yield from stage.shoot("review-learn", stage.window)
    QTest.keyRelease(canvas, "D")
    desk.page.button("take back").click()
    yield patient(lambda: before_lesson(str(run)) is None and not stage.plugin.runner.busy, RUN_S)
    stage.dock.pages.turn(MAKE)


@scene
def gallery(stage: Stage) -> Steps:
    """What the machine thinks each class is: a picture rejected, one favoured, two chips of the map."""
    yield from reviewed_run(stage)
    layer = stage.dock.review.session.layer
    layer.rollBack()
    layer.startEditing()
    desk = stage.dock.review.gallery
    desk.pause_ms = 10**6  # the map is not what is shown here
    stage.dock.review.page.button("gallery").click()
    panel = desk.panel
    panel.resize(340, 660)
    yield patient(lambda: panel.pictures.count() and not stage.plugin.runner.busy, 180.0)
    for row, key in ((2, "F"), (5, "R")):
        panel.pictures.setCurrentRow(row)
        QTest.keyClick(panel.pictures, key)
        yield patient(lambda: not stage.plugin.runner.busy, 180.0)
    for count, place in enumerate(CHIPS, start=1):
        panel.add_button.menu().actions()[0].trigger()
        yield from stroke(stage, *place)
        end = map_point(stage, *place[-1])
        QTest.mouseRelease(stage.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
        yield patient(lambda count=count: panel.chips.count() == count and not stage.plugin.runner.busy, 180.0)
    panel.pictures.clearSelection()
    panel.pictures.scrollToTop()
    panel.classes.setFocus()
    yield from stage.shoot("gallery", panel)
    desk.forget(layer)
    yield patient(lambda: not stage.plugin.runner.busy, 180.0)
    panel.close()
    stage.dock.pages.turn(MAKE)


@scene
def export(stage: Stage) -> Steps:
    """The export dialog, for a file and for a data set."""
    yield from finished_run(stage)
    button = next(b for b in stage.dock.panel.result_buttons if b.text().startswith("Export"))
    stage.later(button.click)
    yield modal
    dialog = modal()
    yield from stage.shoot("export", dialog)
    dialog.format.setCurrentIndex(dialog.format.findText("COCO (folder)"))
    dialog.split.setText("70/20/10")
    dialog.licence.setText("CC BY 4.0")
    dialog.credit.setText("Orthophoto: City of Kraków, 2024")
    yield from stage.shoot("export-chips", dialog)
    dialog.reject()


@scene
def accuracy(stage: Stage) -> Steps:
    """Points being judged, and the report; the answers are made up, every ninth against the map."""
    yield from finished_run(stage)
    desk = stage.dock.accuracy
    stage.later(stage.dock.panel.accuracy.emit)
    yield modal
    dialog = modal()
    dialog.points.setValue(120)
    dialog.least.setValue(15)
    dialog.accept()
    yield patient(lambda: desk.judging is not None, 120.0)
    stage.window.resize(*SIZE)
    strata, ids = desk.judging.sample.strata, [value for value in desk.judging.sample.names if value]
    for number, stratum in enumerate(strata, start=1):
        if number == 45:
            yield from stage.drawn()
            yield from stage.shoot("accuracy", stage.window)
        answer = ids[number % len(ids)] if number % 9 == 0 else stratum
        QTest.keyClick(stage.canvas, str(answer))
    path = desk.judging.path
    desk.page.report_button.click()
    page = path.with_name(f"{path.stem}_report") / "report.html"
    yield patient(page.is_file, 120.0)
    view = _page(page)
    yield 1.5
    yield from stage.shoot("accuracy-report", view)
    view.close()
    desk.page.done_button.click()


def _page(path: Path) -> QWidget:
    """A page as a browser shows it."""
    from qgis.PyQt.QtWebKitWidgets import QWebView

    view = QWebView()
    view.resize(900, 1000)
    view.setZoomFactor(0.8)
    view.load(QUrl.fromLocalFile(str(path)))
    view.show()
    return view


@scene
def result_classes(stage: Stage) -> Steps:
    """The list of classes of a finished run."""
    yield from finished_run(stage)
    stage.dock.panel.classes.emit()
    dialog = stage.dock.class_edits.dialog
    yield from stage.shoot("result-classes", dialog)
    dialog.reject()


@scene
def corrected(stage: Stage) -> Steps:
    """The panel's line about what was corrected."""
    yield from finished_run(stage)
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    layer.startEditing()
    column = layer.fields().indexOf("reviewed")
    for feature in sorted(layer.getFeatures(), key=lambda found: -found["area_m2"])[:12]:
        layer.changeAttributeValue(feature.id(), column, True)
    layer.commitChanges()
    yield patient(lambda: not stage.plugin.runner.busy, 60.0)
    stage.dock.keep.refresh()
    yield from stage.shoot("corrected", stage.dock)


@scene
def torn(stage: Stage) -> Steps:
    """What is said and shown of gaps and overlaps."""
    yield from finished_run(stage)
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    before = stage.canvas.extent()
    layer.startEditing()
    middle = QgsGeometry.fromPointXY(layer.extent().center()).buffer(layer.extent().width() / 18, 3)
    meeting = [each for each in layer.getFeatures(middle.boundingBox()) if each.geometry().intersects(middle)]
    gone = min((each for each in meeting if each["area_m2"] > 20), key=lambda each: each["area_m2"])
    layer.deleteFeature(gone.id())
    drawn = QgsFeature(meeting[0])
    drawn.setGeometry(middle)
    layer.addFeature(drawn)
    bar = iface.messageBar()
    yield lambda: bar.currentItem() is not None and bar.currentItem().findChildren(QPushButton)
    bar.currentItem().findChildren(QPushButton)[0].click()
    yield from stage.drawn()
    yield from stage.shoot("torn", stage.canvas, bar)
    stage.dock.torn.withdraw()
    layer.rollBack()
    stage.canvas.setExtent(before)
    yield from stage.drawn()


@scene
def earlier_runs(stage: Stage) -> Steps:
    """The list of earlier runs."""
    yield from finished_run(stage)
    stage.dock.panel.history.emit()
    dialog = stage.dock.history.dialog
    yield from stage.shoot("earlier-runs", dialog)
    dialog.reject()


@scene
def why_here(stage: Stage) -> Steps:
    """Which pictures decided a place's class."""
    yield from finished_run(stage)
    stage.dock.panel.why.emit()
    yield 0.5
    click_map(stage, 0.8, 0.3)
    panel = stage.dock.why.panel
    yield patient(lambda: panel.rows.count() and not stage.plugin.runner.busy, 180.0)
    yield from stage.shoot("why-here", panel)
    panel.close()


@scene
def doctor(stage: Stage) -> Steps:
    """The Doctor page."""
    stage.plugin.doctor.trigger()
    page: QDialog = stage.dock.engine.doctor
    yield patient(lambda: page.page.toPlainText() and not page.bar.isVisible(), 180.0)
    page.resize(520, 590)  # the first lines; what follows is about this one computer
    yield from stage.shoot("doctor", page)
    page.close()


@scene
def preview(stage: Stage) -> Steps:
    """The middle of the map, labelled in seconds; words and windows are known from the run before."""
    yield from finished_run(stage)
    for group in QgsProject.instance().layerTreeRoot().findGroups():
        group.setItemVisibilityChecked(False)
        group.setExpanded(False)
    button = stage.dock.panel.preview_button
    button.setFocus()
    layers = len(QgsProject.instance().mapLayers())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    yield patient(lambda: len(QgsProject.instance().mapLayers()) > layers and not stage.plugin.runner.busy, RUN_S)
    button.setFocus()
    yield from stage.drawn()
    yield from stage.shoot("preview", stage.window)


@scene
def set_up(stage: Stage) -> Steps:
    """The panel that makes the engine's environment: as it is at first, and with a failure."""
    panel = stage.dock.set_up
    stage.window.resize(SIZE[0], 1150)  # all of the panel, without scrolling
    stage.dock.engine.show_panel()
    panel.explain(
        "", "No Python on this computer can run the engine. Tried /usr/bin/python3 (QGIS's own Python): it lacks torch."
    )
    yield lambda: "Fetches" in panel.facts.text()
    yield from stage.shoot("set-up", stage.window, crop=(panel,))
    empty = SCRATCH / "wheels"
    empty.mkdir()
    panel.offline.setFilePath(str(empty))
    panel.go.click()
    yield patient(lambda: not stage.plugin.runner.busy and "lacks" in panel.reason.text(), 120.0)
    yield 1.0
    yield from stage.shoot("set-up-failed", stage.window, crop=(panel,))
    panel.offline.setFilePath("")
    panel.hide()
    stage.window.resize(*SIZE)


@scene
def processing(stage: Stage) -> Steps:
    """The run as an algorithm of the toolbox."""
    import processing as toolbox

    yield from stage.open_sample()
    dialog = toolbox.createAlgorithmDialog("terralex:segment", {"CLASSES": CLASSES})
    dialog.show()
    yield 1.0
    yield from stage.shoot("processing", dialog)
    dialog.close()


import pictures_shapes  # noqa: E402, F401  more scenes, which need what stands above
import pictures_trained  # noqa: E402, F401
