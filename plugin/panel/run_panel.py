"""Run and Cancel, how far it is, and what can be done with a result."""

from __future__ import annotations

import html
from typing import Any, Optional

from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ...core.protocol import ProgressEvent
from ..manual.help import help_button
from ..translation import said, tr
from ..wording import as_typed, left_in_words

STEPS = 1000  # of the bar
ROOM = 260  # pixels, for buttons side by side in a dock of 300


def ready() -> str:
    """What is said when nothing goes on."""
    return tr("Ready.")


def kept_in_words(result: dict[str, Any]) -> str:
    """What an earlier run saved this one, empty where nothing: of a new class, people should see that it is cheap."""
    if not result.get("kept_windows") or result.get("encoded_windows"):
        return ""
    new = ", ".join(result.get("drawn_words") or ())
    if not new:
        return tr("Everything was known from an earlier run.")
    return tr("Only {words} was new; the raster was known from an earlier run.").format(words=new)


class RunPanel(QWidget):
    """The lower part of the dock.

    Signals:
        run, preview, cancel, burn, polygonise, classes, export, why, accuracy, history: The button of that name was
            pressed.
    """

    run = pyqtSignal()
    preview = pyqtSignal()
    cancel = pyqtSignal()
    burn = pyqtSignal()
    polygonise = pyqtSignal()
    classes = pyqtSignal()
    export = pyqtSignal()
    why = pyqtSignal()
    accuracy = pyqtSignal()
    history = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.run_button = QPushButton(tr("Run"))
        self.run_button.setDefault(True)
        self.run_button.setToolTip(tr("Look for the classes in the raster"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.cancel_button.setToolTip(tr("Stop; what is finished is kept for the next run"))
        self.run_button.clicked.connect(self.run)
        self.cancel_button.clicked.connect(self.cancel)
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setAccessibleName(tr("Progress of the run"))
        self.status = QLabel(ready())
        self.status.setWordWrap(True)
        self.status.linkActivated.connect(lambda link: QDesktopServices.openUrl(QUrl(link)))
        self.status.setAccessibleName(tr("Status"))
        self.left = QLabel()
        self.left.setAccessibleName(tr("Time left"))
        tried = tr("Try it on the middle of the map, in seconds. Dashed: what it takes; filled: what one window sees")
        self.preview_button = self._button(tr("Preview"), tried, self.preview)
        three = (self.run_button, self.preview_button, self.cancel_button)
        in_a_row = sum(button.sizeHint().width() for button in three) <= ROOM
        buttons = QGridLayout()
        buttons.addWidget(self.run_button, 0, 0, 1, 1 if in_a_row else 2)
        buttons.addWidget(self.preview_button, 0 if in_a_row else 1, 1 if in_a_row else 0)
        buttons.addWidget(self.cancel_button, 0 if in_a_row else 1, 2 if in_a_row else 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6, 0, 0)
        whole.addLayout(buttons)
        whole.addWidget(self.bar)
        line = QHBoxLayout()  # three buttons and a fourth would be wider than a narrow dock
        line.addWidget(self.status, 1)
        line.addWidget(help_button("start"), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(line)
        whole.addWidget(self.left)
        exported = tr("Save the polygons for other programs, or as a data set for training")
        asked = tr("Click the map and see which pictures decided the class of a place")
        judged = tr("Judge points of the map, and read how right it is")
        self.result_buttons = [
            self._button(tr("Export labels…"), exported, self.export),
            self._button(tr("Why here?"), asked, self.why),
            self._in_step(),
            self._button(tr("Accuracy…"), judged, self.accuracy),
        ]
        self.earlier = self._button(
            tr("Earlier runs…"), tr("Open, continue, use again or delete what was run before"), self.history
        )
        grid = QGridLayout()  # two a row: a column of buttons would take the place of the classes
        for number, button in enumerate((*self.result_buttons, self.earlier)):
            grid.addWidget(button, *divmod(number, 2))
        whole.addLayout(grid)
        self.set_busy(False)
        self.show_result_buttons(False)

    def _button(self, text: str, tip: str, signal: Any) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.clicked.connect(signal)
        button.setMinimumWidth(0)
        return button

    def _in_step(self) -> QPushButton:
        """After an edit of one of the two layers, the other is brought in step; seldom needed, so in a menu."""
        button, menu = QPushButton(tr("After edits")), QMenu(self)
        button.setToolTip(tr("Bring the polygons and the class raster in step after you edited one of them"))
        for text, tip, signal in (
            (tr("Burn polygons into the raster"), tr("Bring the class raster in step with edited polygons"), self.burn),
            (tr("Polygons from raster"), tr("Bring the polygons in step with an edited class raster"), self.polygonise),
            (tr("Classes of the result…"), tr("Add, rename, recolour, merge or remove classes"), self.classes),
        ):
            action = menu.addAction(text)
            action.setToolTip(tip)
            action.triggered.connect(signal)
        menu.setToolTipsVisible(True)
        button.setMenu(menu)
        return button

    def show_result_buttons(self, there: bool) -> None:
        """The result's buttons are there when a result is."""
        for button in self.result_buttons:
            button.setVisible(there)

    def set_busy(self, busy: bool, elsewhere: bool = False) -> None:
        """Run rests while work is going on, Cancel otherwise; results can be worked with, but not without an engine.

        Args:
            busy: Whether work is going on.
            elsewhere: Whether it is the engine that is being set up; another part of the dock tells how far it is.
        """
        self.run_button.setEnabled(not busy)
        self.preview_button.setEnabled(not busy)
        self.cancel_button.setEnabled(busy and not elsewhere)
        for button in self.result_buttons:
            button.setEnabled(not (busy and elsewhere))
        self.bar.setVisible(busy and not elsewhere)
        self.left.setVisible(busy and not elsewhere)
        if busy:
            self.bar.setValue(0)
            self.left.clear()

    def show_progress(self, event: ProgressEvent) -> None:
        """The stage in words, how far the whole is, and how long it will take."""
        self.bar.setValue(round(STEPS * event.overall))
        self.say(event.message)
        self.left.setText(left_in_words(event.left_s))

    def say(self, text: str) -> None:
        """A line about what happens or happened."""
        self.status.setTextFormat(Qt.TextFormat.PlainText)  # a class or file may be called <b>
        self.status.setText(said(text))
        self.status.setToolTip("")

    def say_done(self, text: str, folder: str) -> None:
        """A line about a run, with a link that opens its folder: a path is wider than the dock."""
        shown = html.escape(tr("Open the folder"))
        link = f'<a href="{html.escape(QUrl.fromLocalFile(folder).toString())}">{shown}</a>'
        self.status.setTextFormat(Qt.TextFormat.RichText)
        self.status.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.status.setText(f"{html.escape(text)} {link}")
        self.status.setToolTip(as_typed(folder))
