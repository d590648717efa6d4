"""What the list of earlier runs does in the project and in the dock."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ...core.config import Area
from ...core.errors import InputError
from ...core.progress import CancelToken
from ...core.results import read_table
from ..area.areas import area_in
from ..engine.inputs import check_image
from ..engine.shown import Choice, choose, shown
from ..engine.task import EngineTask
from ..messages import Messages, guarded
from ..results.layers import add_results, bare_raster, file_of, is_result
from ..runs.dialog import RunsDialog
from ..runs.on_disk import Run, find_runs, layers_of, places
from ..runs.places import default_output
from ..translation import tr
from ..wording import without_expressions
from .form import Form


class History:
    """Opens the list, and does what is chosen in it.

    Args:
        iface: QGIS.
        form: Gets a run's settings.
        messages: Tells about it.
        launch: Starts a run, see `TerralexDock.launch`.
    """

    def __init__(self, iface: Any, form: Form, messages: Messages, launch: Callable[..., None]) -> None:
        self._iface, self._form, self._messages, self._launch = iface, form, messages, launch
        self.dialog: Optional[RunsDialog] = None
        self._look: Optional[EngineTask] = None
        self._gone: list[EngineTask] = []

    def show(self) -> None:
        """Open the list of runs; QGIS goes on beside it."""
        self.close()
        project = QgsProject.instance()
        listed = project.mapLayers().values()
        rasters = [each for each in listed if isinstance(each, QgsRasterLayer) and not is_result(each)]
        beside = [Path(default_output(str(file_of(layer)))) for layer in rasters if file_of(layer).is_file()]
        parents = places(self._form.output.filePath().strip(), project, beside)

        def job(_token: CancelToken):
            yield from ()
            return find_runs(parents)

        title = tr("Terralex: looking for earlier runs")
        self._look = EngineTask(title, job, self._list, self._failed, self._end, hidden=True)
        QgsApplication.taskManager().addTask(self._look)

    def _end(self) -> None:
        self._look = None

    def _failed(self, error: BaseException) -> None:
        self._end()
        self._messages.show_error(error)

    def _list(self, runs: list[Run]) -> None:
        if self._look is None:
            return  # closed meanwhile
        self._end()
        self.dialog = RunsDialog(runs, self._iface.mainWindow())
        for signal, action in (
            (self.dialog.opened, self.open),
            (self.dialog.resumed, self.resume),
            (self.dialog.reused, self.reuse),
        ):
            signal.connect(guarded(action, self._messages.show_error))
        self.dialog.failed.connect(self._messages.show_error)
        self.dialog.show()

    def close(self) -> None:
        """Close the list, also one that is still on its way."""
        look, self._look = self._look, None
        if look is not None:
            look.cancel()
            self._gone.append(look)  # a task that nobody holds never ends
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
        self.dialog = None

    def open(self, run: Run) -> None:
        """Add a finished run's layers to the project.

        Raises:
            InputError: the project shows them already, or a file is gone.
        """
        if layers_of(run, QgsProject.instance()):
            raise InputError(
                tr("The run {run} is in this project already.").format(run=run.name),
                tr("Look for its group in the layers panel."),
            )
        add_results(QgsProject.instance(), run.result(), read_table(run.folder), Path(run.image).stem)
        self._messages.tell(tr("The run {run} is open.").format(run=run.name))

    def resume(self, run: Run) -> None:
        """Go on with a run that was stopped.

        Raises:
            InputError: its raster is gone, or something else is going on.
        """
        self._raster_of(run)
        self._launch(Path(run.image).stem, run.classes, run.config(), run.folder.parent)

    def reuse(self, run: Run) -> None:
        """Put a run's raster, area, classes and settings into the dock.

        Raises:
            InputError: its raster is gone.
        """
        form, asked = self._form, run.request
        layer, options = self._raster_of(run), asked.get("overrides", {})
        bands, border = tuple(asked.get("bands", ())), asked.get("reading", {}).get("collar", True)
        choose(layer, Choice(() if bands == shown(layer).bands else bands, float(options.get("pixel_m", 0.0)), border))
        form.raster.setLayer(layer)
        form.taken.refresh()
        form.classes.set_specs(run.classes)
        row = form.pack.findText(Path(str(asked["pack"])).name)
        if row >= 0:
            form.pack.setCurrentIndex(row)
        form.preset.setCurrentIndex(max(0, form.preset.findData(asked["preset"])))
        form.method.setCurrentIndex(max(0, form.method.findData(asked.get("method", "ovdiff"))))
        form.trained.choose(str(options.get("trained", "")))
        form.output.setFilePath(str(run.folder.parent))
        area = run.config().area
        if area is not None:
            form.polygons.setLayer(_area_layer(area, run))
        form.area.setCurrentIndex(form.area.findData("features" if area is not None else "layer"))
        said = tr("The settings of {run} are in the panel. Add classes and press Run: only what is new costs time.")
        self._messages.tell(said.format(run=run.name))
        changed = ", ".join(sorted(set(options) - {"background", "pixel_m", "trained"}))
        if changed:
            self._messages.warn(
                tr("The run {run} had options that the panel does not show: {options}.").format(
                    run=run.name, options=changed
                )
            )

    def _raster_of(self, run: Run) -> QgsRasterLayer:
        """The project's layer of a run's raster, added where it is not there."""
        for layer in QgsProject.instance().mapLayers().values():
            if isinstance(layer, QgsRasterLayer) and file_of(layer) == Path(run.image):
                return layer
        check_image(run.image)
        layer = bare_raster(run.image, without_expressions(Path(run.image).stem))
        if not layer.isValid():
            raise InputError(
                tr("The raster of this run is no longer there: {file}.").format(file=run.image),
                tr("Bring it back, or open it from its new place and run again."),
            )
        QgsProject.instance().addMapLayer(layer)
        return layer


def _area_layer(area: Area, run: Run) -> QgsVectorLayer:
    """The area of a run as a layer of the project."""
    crs = QgsCoordinateReferenceSystem(area.crs)
    layer = QgsVectorLayer("MultiPolygon", tr("Area of {run}").format(run=run.name), "memory")
    layer.setCrs(crs)
    shape, feature = area_in(area, crs, layer.name()), QgsFeature()
    shape.convertToMultiType()
    feature.setGeometry(shape)
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    QgsProject.instance().addMapLayer(layer)
    return layer
