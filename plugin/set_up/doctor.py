"""The Doctor page: what is known of the engine, tested now, and a report to copy."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QGridLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...core.progress import CancelToken
from .. import settings
from ..engine.python import own_place
from ..engine.task import EngineTask
from ..environment.plan import PROOF, Packages
from ..environment.report import Section, as_html
from ..manual.help import add_help, help_button
from ..messages import Messages
from ..translation import tr
from . import examination


class Doctor(QDialog):
    """A window beside QGIS's; it looks again whenever it is opened.

    Signals:
        set_up: The user wants the panel “Set up the engine”.
    """

    set_up = pyqtSignal()

    def __init__(self, find_python: Callable[[], str], messages: Messages, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Terralex: Doctor"))
        self.setObjectName("TerralexDoctor")
        self._find_python, self._messages = find_python, messages
        self._task: Optional[EngineTask] = None
        self._found: tuple[Section, ...] = ()
        self.packages, self.script = Packages(), PROOF
        self.page = QTextBrowser()
        self.page.setAccessibleName(tr("What is known of the engine"))
        self.page.setTabChangesFocus(True)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.status.setAccessibleName(tr("Status"))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(tr("Looking"))
        self.again, self.copy = QPushButton(tr("&Look again")), QPushButton(tr("&Copy report"))
        self.panel, self.folder = QPushButton(tr("&Set up…")), QPushButton(tr("Open &folder"))
        self.leave = QPushButton(tr("Cl&ose"))
        self.panel.setToolTip(tr("Show the panel “Set up the engine”"))
        self.folder.setToolTip(tr("The folder with Terralex's data and logs"))
        self._lay_out()
        self.again.clicked.connect(self.look)
        self.copy.clicked.connect(self._copy)
        self.panel.clicked.connect(self.set_up)
        self.folder.clicked.connect(self._open_folder)
        self.leave.clicked.connect(self.close)

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        for number, button in enumerate((self.copy, self.again, self.panel, self.folder)):
            buttons.addWidget(button, number // 2, number % 2)
        buttons.addWidget(help_button("engine#the-doctor"), 2, 0, Qt.AlignmentFlag.AlignLeft)
        buttons.addWidget(self.leave, 2, 1)
        add_help(self, "engine#the-doctor")
        layout = QVBoxLayout(self)
        layout.addWidget(self.page, 1)
        layout.addWidget(self.status)
        layout.addWidget(self.bar)
        layout.addLayout(buttons)
        self.resize(520, 640)
        self.setMinimumWidth(280)

    def open(self) -> None:
        """Show the page, not modal, and look."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.look()

    def look(self) -> None:
        """Find everything out anew, in the background."""
        if self._task is not None:
            return
        place = own_place()

        def job(token: CancelToken):
            yield from ()
            return examination.examine(self._find_python, self.packages, place, self.script, token)

        self._busy(True)
        self._task = EngineTask(tr("Terralex: Doctor"), job, self._on_found, self._on_error, self._end)
        QgsApplication.taskManager().addTask(self._task)

    def report(self) -> str:
        """The text that “Copy report” copies."""
        data = settings.data_folder()
        logs = (own_place().log, data / "logs" / "engine.log")
        return examination.report(self._found, own_place(), logs)

    def close_down(self) -> None:
        """The plugin is leaving."""
        if self._task is not None:
            task, self._task = self._task, None
            task.cancel()
            task.waitForFinished(5000)
        self.close()

    def _busy(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        looking = tr("Looking… The packages are imported and a kernel is tried; that can take a minute.")
        self._say(looking if busy else "")
        self.again.setEnabled(not busy)
        self.copy.setEnabled(not busy and bool(self._found))

    def _say(self, text: str) -> None:
        self.status.setText(text)
        self.status.setVisible(bool(text))

    def _on_found(self, engine: Any) -> None:
        if self._task is None:
            return
        self._found = examination.sections(engine, own_place())
        self.page.setHtml(as_html(self._found))
        self._end()

    def _on_error(self, error: BaseException) -> None:
        self._messages.show_error(error)
        self._end()

    def _end(self) -> None:
        self._task = None
        self._busy(False)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.report())
        self._say(
            tr("The report is in the clipboard. It holds no names and no private paths; look through it all the same.")
        )

    def _open_folder(self) -> None:
        folder = settings.data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
