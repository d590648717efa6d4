"""The first run: three steps in the dock itself, each with the one button that takes it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Optional, Sequence

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ...core.errors import OutputError, TerralexError
from ...core.vocabulary import parse_names
from .. import settings
from ..messages import Messages
from ..results.layers import file_of, is_result
from ..translation import tr
from .form import Form
from .run_panel import RunPanel

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample" / "river_bridge.tif"
CREDITS = "CREDITS.md"
SAMPLE_CLASSES = "building, pavement, water, vegetation, car"
DONE, NEXT, LATER = "✓", "→", "·"  # told apart without colour; read aloud through the step's accessible name
SEEN = "welcomed"


class WelcomePanel(QFrame):
    """What to do, what is done, and what comes next; knows nothing of how.

    Signals:
        sample, run, closed: That button was pressed.
    """

    sample = pyqtSignal()
    run = pyqtSignal()
    closed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(tr("Welcome to Terralex"))
        title = QLabel(tr("From an image to a map in three steps"))
        title.setWordWrap(True)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self.close_button = QToolButton()
        self.close_button.setText("×")
        self.close_button.setAutoRaise(True)
        self.close_button.setToolTip(tr("Close; Raster > Terralex > Welcome brings it back"))
        self.close_button.setAccessibleName(tr("Close the welcome"))
        self.close_button.clicked.connect(self.closed)
        self.open_sample = QPushButton(tr("Open the sample"))
        self.open_sample.setToolTip(tr("A river in Manila at 0.1 m, with class names filled in"))
        self.start = QPushButton(tr("Run"))
        self.open_sample.clicked.connect(self.sample)
        self.start.clicked.connect(self.run)
        self.afterwards = QLabel(tr("That is all. “Export labels…” saves what you have corrected."))
        self.afterwards.setWordWrap(True)
        self.marks: list[QLabel] = []
        self.texts: list[QLabel] = []
        self.buttons = (None, self.open_sample, self.start)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, button in enumerate(self.buttons):
            mark, label = QLabel(LATER), QLabel()
            mark.setAlignment(Qt.AlignmentFlag.AlignTop)
            label.setWordWrap(True)
            self.marks.append(mark)
            self.texts.append(label)
            grid.addWidget(mark, 2 * row, 0)
            grid.addWidget(label, 2 * row, 1)
            if button is not None:
                grid.addWidget(button, 2 * row + 1, 1, Qt.AlignmentFlag.AlignLeft)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.addLayout(head)
        whole.addLayout(grid)
        whole.addWidget(self.afterwards)

    def show_steps(self, texts: Sequence[str], done: Sequence[bool]) -> None:
        """Each step in words, whether it is done, and which comes next, with its button."""
        following = next((step for step, is_done in enumerate(done) if not is_done), None)
        for step, (text, is_done) in enumerate(zip(texts, done)):
            mark = DONE if is_done else NEXT if step == following else LATER
            state = tr("done") if is_done else tr("the next step") if step == following else tr("later")
            self.marks[step].setText(mark)
            self.texts[step].setText(text)
            said = tr("Step {n}, {state}: {text}").format(n=step + 1, state=state, text=text)
            self.texts[step].setAccessibleName(said)
            button = self.buttons[step]
            if button is not None:
                button.setVisible(step == following)
        self.afterwards.setVisible(following is None)


class Welcome(QObject):
    """Ties the welcome to the dock: shown until a first run has ended well or it was closed.

    Args:
        iface: QGIS.
        panel: What is shown.
        form: Gets the sample.
        run: Its Run is what the third step presses.
        messages: Tells about it.
    """

    def __init__(self, iface: Any, panel: WelcomePanel, form: Form, run: RunPanel, messages: Messages) -> None:
        super().__init__(panel)
        self.panel = panel
        self._iface, self._form, self._run, self._messages = iface, form, run, messages
        self._engine: Optional[bool] = None
        self._ran = False
        panel.sample.connect(self._on_sample)
        panel.run.connect(run.run)
        panel.closed.connect(self.close)
        form.raster.layerChanged.connect(self.refresh)
        form.classes.changed.connect(self.refresh)
        if settings.get(SEEN):
            panel.hide()
        self.refresh()

    def set_engine(self, there: bool) -> None:
        """Whether a Python was found that can run the engine."""
        self._engine = there
        self.refresh()

    def set_ran(self) -> None:
        """A run has ended well: nobody needs a welcome any more, at the latest when QGIS starts again."""
        self._ran = True
        settings.put(SEEN, "1")
        self.refresh()

    def open(self) -> None:
        """Show it again."""
        settings.put(SEEN, "")
        self._ran = False
        self.refresh()
        self.panel.show()

    def close(self) -> None:
        """Hide it for good."""
        settings.put(SEEN, "1")
        self.panel.hide()

    def refresh(self, *_values: object) -> None:
        """Mark what is done and what comes next."""
        ready = self._form.raster.currentLayer() is not None and self._named()
        engine = {
            None: tr("The engine: looking for it…"),
            False: tr("The engine: press “Set up” below."),
            True: tr("The engine is ready."),
        }[self._engine]
        texts = (
            engine,
            tr("An image and class names: your own, or the sample."),
            tr("Run, then correct the polygons with QGIS's tools."),
        )
        self.panel.show_steps(texts, (bool(self._engine), ready, self._ran))
        self.panel.start.setEnabled(self._run.run_button.isEnabled())

    def _named(self) -> bool:
        return any(row.on and row.name.strip() for row in self._form.classes.rows())

    def open_sample(self) -> QgsRasterLayer:
        """Copy the sample to where runs may be written, open it, look at it, and name its classes.

        Raises:
            OutputError: the copy cannot be written.
        """
        folder = settings.data_folder() / "sample"
        path = folder / SAMPLE.name
        if not path.exists():  # the plugin's own folder is replaced by updates, and runs lie beside their raster
            try:
                folder.mkdir(parents=True, exist_ok=True)
                part = path.with_suffix(".part")
                shutil.copyfile(SAMPLE, part)
                shutil.copyfile(SAMPLE.with_name(CREDITS), folder / CREDITS)
                part.replace(path)
            except OSError as error:
                raise OutputError(
                    tr("The sample cannot be copied to {folder}: {reason}.").format(
                        folder=folder, reason=error.strerror or error
                    ),
                    tr("Open an image of your own, or free some space."),
                ) from error
        layer = self._layer_of(path)
        if not self._named():
            self._form.classes.set_specs(parse_names(SAMPLE_CLASSES))
        self._form.area.setCurrentIndex(self._form.area.findData("layer"))
        self._form.raster.setLayer(layer)
        self._look_at(layer)
        return layer

    def _layer_of(self, path: Path) -> QgsRasterLayer:
        project = QgsProject.instance()
        for layer in project.mapLayers().values():
            if isinstance(layer, QgsRasterLayer) and not is_result(layer) and file_of(layer) == path:
                return layer
        alone = not project.mapLayers()
        layer = QgsRasterLayer(str(path), tr("Sample: a river in Manila"))
        project.addMapLayer(layer)
        if alone:
            project.setCrs(layer.crs())
        return layer

    def _look_at(self, layer: QgsRasterLayer) -> None:
        canvas = self._iface.mapCanvas()
        canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent()))
        canvas.refresh()

    def _on_sample(self) -> None:
        try:
            self.open_sample()
        except TerralexError as error:
            self._messages.show_error(error)
