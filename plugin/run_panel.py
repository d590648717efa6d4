"""Run and Cancel, how far it is, and what can be done with a result."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ..core.protocol import ProgressEvent

STEPS = 1000  # of the bar
READY = "Ready."


def left_in_words(seconds: float | None) -> str:
    """Time left as people say it; empty when nobody knows."""
    if seconds is None:
        return ""
    if seconds < 60:
        return "less than a minute left"
    if seconds < 5400:
        return f"about {round(seconds / 60)} min left"
    return f"about {seconds / 3600:.1f} h left"


class RunPanel(QWidget):
    """The lower part of the dock.

    Signals:
        run, cancel, burn, polygonise, export, why, history: The button of that name was pressed.
    """

    run = pyqtSignal()
    cancel = pyqtSignal()
    burn = pyqtSignal()
    polygonise = pyqtSignal()
    export = pyqtSignal()
    why = pyqtSignal()
    history = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.run_button = QPushButton("Run")
        self.run_button.setDefault(True)
        self.run_button.setToolTip("Look for the classes in the raster")
        self.cancel_button = QPushButton("Cancel")
        self.cancel_button.setToolTip("Stop; what is finished is kept for the next run")
        self.run_button.clicked.connect(self.run)
        self.cancel_button.clicked.connect(self.cancel)
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setAccessibleName("Progress of the run")
        self.status = QLabel(READY)
        self.status.setWordWrap(True)
        self.status.setAccessibleName("Status")
        self.left = QLabel()
        self.left.setAccessibleName("Time left")
        buttons = QHBoxLayout()
        buttons.addWidget(self.run_button)
        buttons.addWidget(self.cancel_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 0)
        whole.addLayout(buttons)
        whole.addWidget(self.bar)
        whole.addWidget(self.status)
        whole.addWidget(self.left)
        self.result_buttons = []
        for text, tip, signal in (
            ("Burn polygons into the raster", "Bring the class raster in step with edited polygons", self.burn),
            ("Polygons from raster", "Bring the polygons in step with an edited class raster", self.polygonise),
            ("Why here?", "Click the map and see which pictures decided the class of a place", self.why),
            ("Export labels…", "Save the polygons as Shapefile, GeoPackage or GeoJSON", self.export),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.clicked.connect(signal)
            whole.addWidget(button)
            self.result_buttons.append(button)
        earlier = QPushButton("Earlier runs…")
        earlier.setToolTip("Open, continue, use again or delete what was run before")
        earlier.clicked.connect(self.history)
        whole.addWidget(earlier)
        self.set_busy(False)
        self.show_result_buttons(False)

    def show_result_buttons(self, there: bool) -> None:
        """The result's buttons are there when a result is."""
        for button in self.result_buttons:
            button.setVisible(there)

    def set_busy(self, busy: bool) -> None:
        """Run and the result's buttons rest while work is going on; Cancel rests otherwise."""
        self.run_button.setEnabled(not busy)
        self.cancel_button.setEnabled(busy)
        for button in self.result_buttons:
            button.setEnabled(not busy)
        self.bar.setVisible(busy)
        self.left.setVisible(busy)
        if busy:
            self.bar.setValue(0)
            self.left.clear()

    def show_progress(self, event: ProgressEvent) -> None:
        """The stage in words, how far the whole is, and how long it will take."""
        self.bar.setValue(round(STEPS * event.overall))
        self.status.setText(event.message)
        self.left.setText(left_in_words(event.left_s))

    def say(self, text: str) -> None:
        """A line about what happens or happened."""
        self.status.setText(text)
