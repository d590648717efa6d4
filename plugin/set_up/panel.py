"""The panel “Set up the engine”: what will be done, from where, how far it is; it decides nothing (desk.py does)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QFontDatabase, QShowEvent
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..environment.hardware import BUILDS, LABELS
from ..environment.pip_output import without_login
from ..manual.help import help_button
from ..translation import said, tr

STATES = ("absent", "foreign", "unfinished", "outdated", "ready")
LOG_LINES = 4000


def in_words(state: str) -> str:
    """What is there: one of `STATES`."""
    return {
        "absent": tr("It works beside QGIS, in a Python environment of its own."),
        "foreign": tr("The folder holds files that were not made here. Choose another one."),
        "unfinished": tr("The set-up was not finished. What was fetched is kept: “Set up” goes on from there."),
        "outdated": tr(
            "This version of Terralex comes with other packages. The engine works as it is; refresh it when you "
            "have time."
        ),
        "ready": tr("The engine's environment is ready."),
    }[state]


def action(state: str) -> str:
    """What the button says that makes the environment ready."""
    return tr("&Refresh") if state == "outdated" else tr("&Set up")


@dataclass(frozen=True)
class Choices:
    """What the user chose. Empty texts leave it to the plugin."""

    build: str
    folder: str
    python: str
    index: str
    offline: str


class SetUpPanel(QFrame):
    """Shown in the dock until a Python is found, and when it is asked for.

    Signals:
        look_again: The user believes that it works now.
        set_up: Make, finish or refresh the environment.
        repair: Make it again from what was fetched.
        remove: Remove it.
        stop: End what is going on.
        doctor: Show the Doctor page.
        changed: A choice was made; what the panel says of sizes may not hold any more.
    """

    look_again = pyqtSignal()
    set_up = pyqtSignal()
    repair = pyqtSignal()
    remove = pyqtSignal()
    stop = pyqtSignal()
    doctor = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(tr("Setting up the engine"))
        self.state, self.facts, self.card, self.reason, self.tried, self.step = (
            _label(name)
            for name in (
                tr("State of the engine"),
                tr("What a set-up takes"),
                tr("Why this build"),
                tr("Why the engine cannot run"),
                tr("What was tried"),
                tr("Step in progress"),
            )
        )
        self.build = QComboBox()
        self.build.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.build.setMinimumContentsLength(12)  # a long label must not widen the dock
        self.build.addItem(tr("Automatic"), "")
        for build in BUILDS:
            self.build.addItem(said(LABELS[build]), build)
        self.folder = _files(QgsFileWidget.StorageMode.GetDirectory, tr("Folder of the engine"))
        self.python = _files(QgsFileWidget.StorageMode.GetFile, tr("Python that the environment is made with"))
        self.offline = _files(QgsFileWidget.StorageMode.GetDirectory, tr("Folder of wheels"))
        self.index, self.scheduler = QLineEdit(), QLineEdit()
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Progress of the set-up"))
        self.log = QPlainTextEdit()
        self._name_them()
        self.go, self.halt = QPushButton(action("absent")), QPushButton(tr("S&top"))
        self.go.setDefault(True)
        self.mend, self.drop = QPushButton(tr("Re&pair")), QPushButton(tr("Re&move…"))
        self.choose, self.again = QPushButton(tr("Use a P&ython…")), QPushButton(tr("&Look again"))
        self.page = QPushButton(tr("&Doctor…"))
        self.choose.setToolTip(tr("Choose a Python that has the engine's packages already"))
        self.mend.setToolTip(tr("Make the packages again from what was fetched"))
        self.again.setToolTip(tr("Look for a Python that can run the engine"))
        self.page.setToolTip(tr("All that is known of the engine, a test of the GPU, and a report to copy"))
        self._lay_out()
        self._connect()
        self._restore()
        self.set_busy(False)
        self.show_state("absent")
        self.reason.hide()
        self.tried_box.hide()
        self.hide()

    def _name_them(self) -> None:
        names = {
            self.build: (
                tr("Build of torch"),
                tr("For the processor or for an NVIDIA card; automatic asks the driver"),
            ),
            self.index: (
                tr("Mirror of packages"),
                tr("Your organisation's package index; empty for the usual one. A password in it is not kept."),
            ),
            self.scheduler: (
                tr("Scheduler of other machines"),
                tr(
                    "A Dask scheduler whose machines do the blocks of a run, for example tls://192.168.1.20:8786; "
                    "empty for this computer alone. The pixels go to those machines, and to no other."
                ),
            ),
            self.log: (tr("Log of the set-up"), ""),
        }
        for widget, (name, tip) in names.items():
            widget.setAccessibleName(name)
            widget.setToolTip(tip)
        self.offline.setToolTip(tr("Wheels that were fetched on another computer; nothing else is used then"))
        self.folder.setToolTip(tr("Outside the plugin, so that an update keeps it"))
        self.index.setPlaceholderText(tr("none"))
        self.scheduler.setPlaceholderText(tr("none"))
        self.offline.lineEdit().setPlaceholderText(tr("none"))
        self.python.lineEdit().setPlaceholderText(tr("automatic"))
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(LOG_LINES)
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.log.setTabChangesFocus(True)
        self.log.setMinimumHeight(120)

    def _lay_out(self) -> None:
        title = QLabel("<b>" + tr("Set up the engine") + "</b>")
        title.setTextFormat(Qt.TextFormat.RichText)
        title.setWordWrap(True)
        self.close_button = QToolButton()
        self.close_button.setText("×")
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName(tr("Hide this panel"))
        self.close_button.setToolTip(tr("Hide this panel"))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(help_button("engine", "?"))
        head.addWidget(self.close_button)
        first, more_form = QFormLayout(), QFormLayout()
        for form in (first, more_form):
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        first.addRow(tr("&Build"), self.build)
        first.addRow(self.card)
        first.addRow(tr("&Folder"), self.folder)
        more_form.addRow(tr("Made &with"), self.python)
        more_form.addRow(tr("M&irror"), self.index)
        more_form.addRow(tr("&Offline folder"), self.offline)
        more_form.addRow(tr("Sched&uler"), self.scheduler)
        self.more = _folded(tr("More choices"), more_form)
        log_layout = QVBoxLayout()
        log_layout.addWidget(self.log)
        self.log_box = _folded(tr("Log"), log_layout)
        tried_layout = QVBoxLayout()
        tried_layout.addWidget(self.tried)
        self.tried_box = _folded(tr("What was tried"), tried_layout)
        buttons = QGridLayout()  # three in a row would be wider than a narrow dock, as are two in some languages
        for row, button in ((0, self.mend), (0, self.drop), (1, self.choose), (2, self.again), (3, self.page)):
            column, columns = (int(button is self.drop), 1) if row == 0 else (0, 2)
            buttons.addWidget(button, row, column, 1, columns)
        whole = QVBoxLayout(self)
        whole.addLayout(head)
        # The one button that most people need stands where a small screen shows it; everything else comes below it.
        for widget in (self.state, self.reason, self.facts, self.go, self.step, self.progress, self.halt):
            whole.addWidget(widget)
        whole.addWidget(self.tried_box)
        whole.addLayout(first)
        whole.addWidget(self.more)
        whole.addLayout(buttons)
        whole.addWidget(self.log_box)

    def _connect(self) -> None:
        pairs = (
            (self.go, self.set_up),
            (self.mend, self.repair),
            (self.drop, self.remove),
            (self.halt, self.stop),
            (self.again, self.look_again),
            (self.page, self.doctor),
        )
        for button, signal in pairs:
            button.clicked.connect(signal)
        self.choose.clicked.connect(self._choose)
        self.close_button.clicked.connect(self.hide)
        self.build.currentIndexChanged.connect(lambda _index: self.changed.emit())
        for files in (self.folder, self.python, self.offline):
            files.fileChanged.connect(lambda _path: self.changed.emit())
        self.index.editingFinished.connect(self.changed)
        self.scheduler.editingFinished.connect(lambda: settings.put("scheduler", self.scheduler.text().strip()))

    def _restore(self) -> None:
        self.build.setCurrentIndex(max(0, self.build.findData(settings.get("build"))))
        self.folder.setFilePath(settings.get("environment"))
        self.python.setFilePath(settings.get("base_python"))
        self.index.setText(without_login(settings.get("index"), ""))
        self.offline.setFilePath(settings.get("offline"))
        self.scheduler.setText(settings.get("scheduler"))

    def choices(self) -> Choices:
        """What is chosen now."""
        return Choices(
            str(self.build.currentData()),
            self.folder.filePath().strip(),
            self.python.filePath().strip(),
            self.index.text().strip(),
            self.offline.filePath().strip(),
        )

    def explain(self, reason: str, tried: str = "") -> None:
        """Show the panel with the reason why the engine cannot run, and, folded, what was tried on this computer."""
        for label, text in ((self.reason, reason), (self.tried, tried)):
            label.setText(text)
        self.reason.setVisible(bool(reason))
        self.tried_box.setVisible(bool(tried))
        self.show()

    def choose_build(self, build: str) -> None:
        """Choose a build of torch, one of `BUILDS`."""
        self.build.setCurrentIndex(self.build.findData(build))

    def show_state(self, state: str) -> None:
        """What is there: one of `STATES`."""
        self.state.setText(in_words(state))
        self.go.setText(action(state))
        self._known = state
        self._arrange()

    def show_facts(self, text: str, automatic: str, why: str, default_folder: str) -> None:
        """What a set-up takes, which build “automatic” means and why, and the folder that an empty field stands for."""
        self.facts.setText(text)
        self.card.setText(why)
        self.build.setItemText(
            0, tr("Automatic ({automatic})").format(automatic=automatic) if automatic else tr("Automatic")
        )
        self.folder.lineEdit().setPlaceholderText(default_folder)

    def show_progress(self, message: str, percent: int) -> None:
        """How far it is."""
        self.step.setText(message)
        self.progress.setValue(percent)

    def set_busy(self, busy: bool) -> None:
        """Whether the environment is being worked on."""
        self._busy = busy
        if busy:
            self.log.clear()
            self.show_progress("", 0)
        self._arrange()

    def _arrange(self) -> None:
        busy, state = getattr(self, "_busy", False), getattr(self, "_known", "absent")
        for widget in (self.step, self.progress, self.halt):
            widget.setVisible(busy)
        self.log_box.setVisible(busy or bool(self.log.toPlainText()))
        self.go.setVisible(not busy and state != "ready")
        self.go.setEnabled(state != "foreign")
        for button in (self.mend, self.drop):
            button.setVisible(not busy and state in ("unfinished", "outdated", "ready"))
        for widget in (self.build, self.folder, self.more, self.choose, self.again):
            widget.setEnabled(not busy)

    def showEvent(self, event: QShowEvent) -> None:
        """What is said of sizes is looked up when somebody sees it."""
        super().showEvent(event)
        self.changed.emit()

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("A Python with the engine's packages"), settings.get("python"))
        if path:
            settings.put("python", path)
            self.look_again.emit()


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setAccessibleName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setMinimumWidth(1)  # a long path must not widen the dock
    return label


def _files(mode: QgsFileWidget.StorageMode, name: str) -> QgsFileWidget:
    widget = QgsFileWidget()
    widget.setStorageMode(mode)
    widget.setDialogTitle(name)
    widget.lineEdit().setAccessibleName(name)
    widget.lineEdit().setMinimumWidth(40)
    return widget


def _folded(title: str, layout: QFormLayout | QVBoxLayout) -> QgsCollapsibleGroupBox:
    box = QgsCollapsibleGroupBox(title)
    box.setSaveCollapsedState(False)
    box.setLayout(layout)
    box.setCollapsed(True)
    box.setAccessibleName(title)
    return box
