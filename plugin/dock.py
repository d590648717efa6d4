"""The window: which raster, where in it, which classes; then Run."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Optional, Sequence

from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ..core.config import Area, RunConfig
from ..core.errors import TerralexError, busy
from ..core.packs import find_pack, resolve_classes
from ..core.progress import CancelToken
from ..core.protocol import NoteEvent, ProgressEvent
from ..core.vocabulary import ClassSpec, parse_names, with_colours
from .accuracy.desk import AccuracyDesk
from .engine.inputs import direct_path
from .engine.python import NoPythonError
from .engine.runner import Runner
from .manual.help import add_help, close_help
from .messages import Messages, guarded
from .packs.desk import PackDesk
from .panel import class_lists
from .panel.area_on_map import AreaOnMap
from .panel.class_files import ClassFiles
from .panel.follow import Follow
from .panel.form import Form
from .panel.history import History
from .panel.keep_line import KeepLine
from .panel.preview import Preview
from .panel.run_panel import RunPanel, kept_in_words, ready
from .panel.times import Times
from .panel.welcome import Welcome, WelcomePanel
from .results.classes import ClassEdits
from .results.edits import Sync
from .results.export import Exporter
from .results.groups import OwnGroups
from .results.layers import add_results, is_preview, is_result
from .results.torn import TornWatch
from .results.watch import ResultWatch
from .results.why import Why
from .review.desk import Review
from .review.pages import MAKE, REVIEW, Pages
from .runs.job import segment_job, spread
from .runs.places import default_output, output_in_words
from .set_up.desk import SetUp
from .set_up.panel import SetUpPanel
from .snapshots.order import Order, as_shown, estimate
from .trained.desk import TrainedDesk
from .translation import figure, told, tr
from .wording import plain_labels, took_in_words


class TerralexDock(QgsDockWidget):
    """The dock; also the plugin's surface for scripts: set_raster, set_classes, set_output, run.

    Signals:
        finished: A run is done and its layers are in the project; carries the engine's result (dict).
        failed: A run could not be started or did not end well; carries the sentence shown to the user.
        cancelled: A run was stopped by the user.
    """

    finished = pyqtSignal(object)
    failed = pyqtSignal(str)
    cancelled = pyqtSignal()

    def __init__(self, iface: Any, runner: Runner, parent: Optional[QWidget] = None) -> None:
        super().__init__("Terralex", parent)
        self.setObjectName("TerralexDock")
        self.messages = Messages(iface)
        self._iface, self._runner = iface, runner
        self._sync = Sync(iface, runner, self.messages)
        self._exporter = Exporter(iface, runner, self.messages)
        self.class_edits = ClassEdits(iface, runner, self.messages)
        self.why = Why(iface, runner, self.messages)
        self._looked = False
        self._project = object()  # another one for each project that is open in QGIS's only project
        QgsProject.instance().cleared.connect(self._on_cleared)
        self.set_up, self.form, self.panel = SetUpPanel(), Form(), RunPanel()
        self.engine = SetUp(runner, self.set_up, self.messages)
        self.welcome = Welcome(iface, WelcomePanel(), self.form, self.panel, self.messages)
        self.history = History(iface, self.form, self.messages, self.launch)
        self.packs = PackDesk(iface, runner, self.form.pack, self.messages)
        self.trained = TrainedDesk(iface, runner, self.form.trained, self.messages)
        self.on_map = AreaOnMap(iface.mapCanvas(), self.form)
        self.times = Times(runner, self.form, self.on_map, iface.mapCanvas())
        self.keep = KeepLine(self.form, self._output_of, iface.mainWindow())
        self.on_map.looked.connect(self.keep.look)
        self.preview = Preview(iface, runner, self.form, self.panel, self.messages, self._collect, self.times.begin)
        self.watch = ResultWatch(self.messages)
        self.watch.saved.connect(self.keep.refresh)
        self.follow, self.groups = Follow(iface, self.form), OwnGroups(iface)
        self.class_files = ClassFiles(runner, self.form, self.messages)
        self.torn = self._sync.torn = self._exporter.torn = TornWatch(iface, self.messages)
        self.review = Review(iface, runner, self.class_edits, self.messages, self.on_map.drawn)
        self.why.not_this = self.review.gallery.not_this
        self.accuracy = AccuracyDesk(iface, runner, self.messages, self.review, lambda page: self.pages.judge(page))
        self._lay_out()
        plain_labels(self)
        self._on_layers()
        QgsProject.instance().layersAdded.connect(self._on_layers)
        QgsProject.instance().layersRemoved.connect(self._on_layers)
        self.form.raster.layerChanged.connect(self._on_output)
        self.form.output.fileChanged.connect(self._on_output)
        QgsProject.instance().homePathChanged.connect(self._on_output)
        self._on_output()
        runner.said.connect(self._on_said)
        runner.busy_changed.connect(self._on_busy)
        self.form.classes.refused.connect(self.messages.show_error)
        self.set_up.look_again.connect(self._look_for_python)
        self.engine.changed.connect(self._look_for_python)
        self.form.packs_wanted.connect(self.packs.show)
        self.trained.wanted.connect(self.form.use_trained)
        for asking in (self.packs, self.trained):
            asking.no_engine.connect(self._on_no_python)
        self.engine.wanted.connect(self._show_make)
        self.panel.run.connect(self.run)
        self.panel.cancel.connect(self.cancel)
        self.panel.burn.connect(guarded(self._sync.burn, self.messages.show_error))
        self.panel.polygonise.connect(guarded(self._sync.polygonise, self.messages.show_error))
        self.panel.classes.connect(guarded(self.class_edits.ask, self.messages.show_error))
        self.panel.history.connect(guarded(self.history.show, self.messages.show_error))
        self.panel.why.connect(guarded(self.why.start, self.messages.show_error))
        for wanted in (self.panel.export, self.review.page.export_wanted):
            wanted.connect(guarded(self._exporter.ask, self.messages.show_error))
        for wanted in (self.panel.accuracy, self.review.page.accuracy_wanted):
            wanted.connect(guarded(self.accuracy.ask, self.messages.show_error))

    def _lay_out(self) -> None:
        upper = QWidget()
        upper_layout = QVBoxLayout(upper)
        upper_layout.setContentsMargins(0, 0, 0, 0)
        upper_layout.addWidget(self.welcome.panel)
        upper_layout.addWidget(self.set_up)
        upper_layout.addWidget(self.form)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(upper)
        make = QWidget()
        layout = QVBoxLayout(make)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.panel)
        self.pages = Pages(make, self.review.page)
        self.setWidget(self.pages)
        for widget, page in (
            (self, "start"),
            (self.form, "areas"),
            (self.form.classes, "classes"),
            (self.form.pack, "packs"),
            (self.form.trained, "trained"),
            (self.form.preset, "packs"),
            (self.set_up, "engine"),
            (self.panel, "results"),
        ):
            add_help(widget, page)

    # the surface for scripts

    def set_raster(self, layer: QgsRasterLayer) -> None:
        """Choose the raster."""
        self.form.raster.setLayer(layer)

    def set_classes(self, text: str) -> None:
        """Replace the classes by a list such as `building, road, pond`; raises InputError for an unusable name."""
        self.form.classes.set_specs(parse_names(text))

    def set_output(self, folder: str | Path) -> None:
        """Choose the folder that gets a folder for each run."""
        self.form.output.setFilePath(str(folder))

    def run(self) -> None:
        """Start a run with what the dock shows. `finished`, `failed` or `cancelled` follows."""
        try:
            self._start()
        except Exception as error:
            self._on_error(error)

    def cancel(self) -> None:
        """Stop the run in progress."""
        self.panel.say(tr("Stopping…"))
        self._runner.cancel()

    def open_welcome(self) -> None:
        """Show the three steps of the first run again."""
        self._show_make()
        self.welcome.open()

    def _show_make(self) -> None:
        self.setUserVisible(True)
        self.pages.turn(MAKE)

    def close_down(self) -> None:
        """The plugin is leaving: stop listening to the project and the map."""
        close_help(self._iface.mainWindow())
        self.accuracy.close_down()
        self.review.close_down()
        for part in (self.class_edits, self.watch, self.torn, self.preview, self.follow, self.groups, self.times):
            part.close()
        self.on_map.remove()
        self.history.close()
        self.packs.close_down()
        self.trained.close_down()
        self.why.stop()
        self.engine.close_down()
        project = QgsProject.instance()
        project.homePathChanged.disconnect(self._on_output)
        project.cleared.disconnect(self._on_cleared)
        project.layersAdded.disconnect(self._on_layers)
        project.layersRemoved.disconnect(self._on_layers)

    # a run

    def _start(self) -> None:
        if self._runner.busy:
            raise busy()
        raster, classes, config, parent, order = self._collect()
        keep = self.keep.chosen(order)
        if keep is None:
            return
        config = replace(config, keep=keep)
        self.on_map.refresh()  # what is shown from now on is what the run takes
        self.launch(raster.name(), classes, config, parent, order)
        self.form.remember()
        class_lists.remember(classes)

    def launch(
        self, image: str, classes: Sequence[ClassSpec], config: RunConfig, parent: Path, order: Optional[Order] = None
    ) -> None:
        """Start a run; `image` is what the raster is called, the rest as `job.segment_job` takes it.

        Raises:
            InputError: something is going on, or the pack is not here.
        """
        started, pack_hash, learn = time.monotonic(), find_pack(config.pack).hash, self.times.begin(config)
        config, project = spread(config), self._project

        def job(token: CancelToken) -> Any:
            return segment_job(self._runner.remote, config, parent, pack_hash, order, token)

        def done(result: dict[str, Any]) -> None:
            self.preview.clear()
            learn(result)
            if project is self._project:
                self._on_done(result, classes, image, time.monotonic() - started)
            else:
                self._on_done_elsewhere(result)

        title = tr("Terralex: {image}").format(image=image)
        self._runner.start(title, job, done, self._on_error, self._on_cancel, folder=config.out)
        self.panel.say(tr("Starting the engine…") if order is None else tr("Fetching the layer…"))

    def _collect(
        self, area: Optional[Area] = None
    ) -> tuple[QgsRasterLayer, tuple[ClassSpec, ...], RunConfig, Path, Optional[Order]]:
        """What the dock shows, checked before any work starts; of its area, unless another one is given."""
        form = self.form
        raster = form.raster.currentLayer()
        path = direct_path(raster)
        form.classes.take_typed()  # a name that was typed but not yet added is meant as well
        classes = with_colours(form.classes.specs())
        pack = find_pack(form.pack_name())
        resolve_classes(pack, classes)
        area = area or self.on_map.area(raster)
        order = self.on_map.order(raster, area)
        if order is not None:
            estimate(order)  # too much is refused before anything starts
        parent = self._output_of(path)
        config = RunConfig(
            path or "",
            "",
            classes,
            pack=str(pack.root),
            method=form.method_name(),
            preset=form.preset_name(),
            area=area,
            lessons=form.lessons_path(),
            overrides=form.overrides(),
        )
        return raster, classes, as_shown(config, raster, order), parent, order

    def _output_of(self, path: Optional[str]) -> Path:
        """The folder that gets a folder for each run of a raster."""
        return Path(self.form.output.filePath().strip() or default_output(path))

    def _on_output(self, *_changed: object) -> None:
        """Say where results go before anything is run."""
        raster = self.form.raster.currentLayer()
        try:
            path = direct_path(raster) if isinstance(raster, QgsRasterLayer) else None
        except TerralexError:
            path = None
        self.form.say_output(output_in_words(self.form.output.filePath().strip(), path))

    def _on_busy(self, busy: bool) -> None:
        self.panel.set_busy(busy, self.engine.working)
        self.on_map.freeze(busy)
        self.welcome.refresh()
        if not busy:
            self.panel.say(ready())  # whoever asked has something better to say, if anybody has

    def _on_said(self, event: Any) -> None:
        if self.engine.working:
            return  # its own panel tells it
        if isinstance(event, ProgressEvent):
            self.panel.show_progress(event)
        elif isinstance(event, NoteEvent):
            if event.level == "warning":
                self.messages.warn(event.message)
            else:
                self.panel.say(event.message)
                self.messages.log(event.message)

    def _on_done(self, result: dict[str, Any], classes: Sequence[ClassSpec], image: str, seconds: float) -> None:
        project = QgsProject.instance()
        add_results(project, result, classes, image)
        self.welcome.set_ran()
        said = tr("Done in {time}.").format(time=took_in_words(seconds))
        kept = kept_in_words(result)
        said = f"{said} {kept}" if kept else said
        corrected = (result.get("polygons") or {}).get("kept")
        if corrected:
            said += " " + tr("{n} corrected polygons kept.").format(n=figure(f"{corrected:,}"))
        self.panel.say_done(said, result["folder"])
        if not project.topologicalEditing():
            project.setTopologicalEditing(True)
            said += " " + tr("Topological editing is on now: borders that polygons share move together.")
        self.messages.tell(said)
        if self.review.session is None and self.accuracy.judging is None:  # nobody is taken away from what they do
            self.pages.turn(REVIEW)
        self.finished.emit(result)

    def _on_done_elsewhere(self, result: dict[str, Any]) -> None:
        """The project of a run was closed meanwhile: its results do not go into the one that is open now."""
        said = tr("The run is done. The project that it was begun in is not open any more: “Earlier runs…” opens it.")
        self.panel.say_done(said, result["folder"])
        self.messages.tell(said)
        self.finished.emit(result)

    def _on_cleared(self) -> None:
        self._project = object()

    def _on_error(self, error: BaseException) -> None:
        if isinstance(error, NoPythonError):
            self._on_no_python(error)
        text = self.messages.show_error(error)
        if not self._runner.busy:
            self.panel.say(error.message if isinstance(error, TerralexError) else text)
        self.failed.emit(text)

    def _on_cancel(self) -> None:
        self.panel.say(tr("Stopped. What is finished is kept: the same run goes on from there."))
        self.cancelled.emit()

    # everything else

    def _on_layers(self, *_layers: object) -> None:
        """Results are no input; what can be done with them is offered while there are any."""
        layers = QgsProject.instance().mapLayers().values()
        results = [layer for layer in layers if is_result(layer)]
        self.form.raster.setExceptedLayerList([*results, *(layer for layer in layers if is_preview(layer))])
        self.panel.show_result_buttons(bool(results))
        self.pages.offer_review(bool(results))
        self.keep.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for the engine's Python when the dock is first seen, so that nobody fills it in vain."""
        super().showEvent(event)
        self.on_map.refresh()
        self.keep.refresh()
        if not self._looked:
            self._looked = True
            self._look_for_python()

    def _look_for_python(self) -> None:
        self._runner.check_python(lambda _path: self._on_python(), self._on_no_python)

    def _on_no_python(self, error: BaseException) -> None:
        self.pages.turn(MAKE)
        self.set_up.explain(getattr(error, "choice", ""), told(error))
        self.welcome.set_engine(False)
        self.times.set_engine(False)

    def _on_python(self) -> None:
        if self.set_up.isVisible():
            self.panel.say(ready())
        self.set_up.hide()
        self.welcome.set_engine(True)
        self.times.set_engine(True)
        self.engine.say_when_outdated()
