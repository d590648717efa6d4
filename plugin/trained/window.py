"""“Trained files…”: what DEDOS was trained into on this computer; train, use, export, import and remove.

It shows and asks; what it is told to do is done in desk.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Optional, Sequence

from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.protocol import ProgressEvent
from .. import settings
from ..manual.help import add_help, help_button
from ..packs.question import Question
from ..translation import said, tr
from ..wording import as_typed, left_in_words
from .entry import Entry

STEPS = 1000  # of the bar
FOLDER = "trained_folder"  # setting: where trained files were last given or taken
SUFFIX = ".terratrained"


class TrainedWindow(QDialog):
    """A window beside QGIS's.

    Signals:
        train: A training is wanted.
        use: The trained file of this key is to be chosen in the panel.
        export: A key, and the file to write.
        bring: A file is to be imported.
        remove: The trained file of this key is to go.
        stop: End the training.
    """

    train = pyqtSignal()
    use = pyqtSignal(str)
    export = pyqtSignal(str, str)
    bring = pyqtSignal(str)
    remove = pyqtSignal(str)
    stop = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Terralex: trained files"))
        self.setObjectName("TerralexTrained")
        self._busy = self._own = False
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("Name"), tr("Mean IoU")])
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setAccessibleName(tr("Trained files"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setMinimumHeight(60)
        self.page = QTextBrowser()
        self.page.setAccessibleName(tr("About the chosen file"))
        self.page.setMinimumHeight(60)
        self.question = Question()
        self.status, self.left = _label(tr("Status")), _label(tr("Time left"))
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setAccessibleName(tr("Progress"))
        self.train_button = _button(tr("&Train…"), tr("Train DEDOS on corrections of this project"))
        self.stop_button = _button(tr("&Cancel"), tr("Stop; what was trained is kept, and goes on from there"))
        self.use_button = _button(tr("&Use it"), tr("Choose DEDOS and this file in the panel"))
        self.export_button = _button(tr("&Export…"), tr("Write it into a file for somebody with the same pack"))
        self.import_button = _button(tr("&Import…"), tr("Bring in a file that somebody exported"))
        self.remove_button = _button(tr("&Remove…"), tr("Remove it from this computer"))
        self.leave = _button(tr("C&lose"), tr("Close this window; a training goes on"))
        self.buttons = QWidget()
        self._lay_out()
        self._connect()
        self.set_work(False, False)
        self.say("")
        self._show_current()

    def _lay_out(self) -> None:
        grid = QGridLayout(self.buttons)  # two in a row, for narrow windows
        grid.setContentsMargins(0, 0, 0, 0)
        upper = (self.train_button, self.stop_button, self.use_button, self.remove_button)
        lower = (self.export_button, self.import_button, self.leave)
        for number, button in enumerate((*upper, *lower)):
            grid.addWidget(button, number // 2, number % 2)
        whole = QVBoxLayout(self)
        whole.addWidget(self.tree, 2)
        whole.addWidget(self.page, 3)
        for widget in (self.question, self.status, self.bar, self.left, self.buttons):
            whole.addWidget(widget)
        whole.addWidget(help_button("trained"))
        add_help(self, "trained")
        self.resize(480, 520)

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(self._on_current)
        self.question.dismissed.connect(self._arrange)
        self.train_button.clicked.connect(lambda: self.train.emit())
        self.stop_button.clicked.connect(self._stop)
        self.use_button.clicked.connect(self._use)
        self.export_button.clicked.connect(self._export)
        self.import_button.clicked.connect(self._import)
        self.remove_button.clicked.connect(self._remove)
        self.leave.clicked.connect(self.reject)

    # what is shown

    def show_files(self, entries: Sequence[Entry], choose: str = "") -> None:
        """The list anew; `choose` is the key to select, else what was selected, else the first."""
        current = self.current()
        wanted = choose or (current.key if current else "")
        self.tree.blockSignals(True)
        self.tree.clear()
        for entry in entries:
            item = QTreeWidgetItem([entry.name, entry.judged])
            item.setData(0, Qt.ItemDataRole.UserRole, entry)
            item.setToolTip(0, as_typed(entry.name))
            item.setToolTip(1, entry.judged)
            self.tree.addTopLevelItem(item)
            if entry.key == wanted or self.tree.currentItem() is None:
                self.tree.setCurrentItem(item)
        self.tree.blockSignals(False)
        self._show_current()

    def current(self) -> Optional[Entry]:
        """The selected file."""
        item = self.tree.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item else None

    def set_work(self, busy: bool, own: bool) -> None:
        """Whether the engine is at work, and whether that is a training begun here."""
        begun, ended = own and not self._own, self._own and not own
        self._busy, self._own = busy, own
        if begun:
            self.bar.setValue(0)
            self.left.clear()
        self._arrange()
        if begun or ended:  # the button that was pressed rests now, and the focus must not be lost
            (self.stop_button if begun else self.tree).setFocus()

    def show_progress(self, event: ProgressEvent) -> None:
        """How far the training is."""
        self.bar.setValue(round(STEPS * event.overall))
        self.left.setText(left_in_words(event.left_s))
        self.say(said(event.message))

    def say(self, text: str, wrong: bool = False) -> None:
        """A line about what happens or happened."""
        self.status.setText(f"⚠ {text}" if wrong else text)
        self.status.setVisible(bool(text))

    def _on_current(self, *_items: object) -> None:
        self.question.dismiss()
        if not self._own:
            self.say("")  # it was about another file
        self._show_current()

    def _show_current(self) -> None:
        entry = self.current()
        empty = tr("Nothing was trained yet. Review polygons of a result, then press Train.")
        self.page.setHtml(entry.about() if entry else f"<p>{empty}</p>")
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """The page takes its colours when it is written: a dark theme wants others."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show_current()

    def _arrange(self) -> None:
        """What can be pressed now."""
        there, asking = self.current() is not None, self.question.isVisibleTo(self)
        self.train_button.setEnabled(not self._busy)
        self.stop_button.setEnabled(self._own)
        for button in (self.use_button, self.export_button):
            button.setEnabled(there)
        self.remove_button.setEnabled(there and not self._busy)  # a run may be reading it
        self.buttons.setVisible(not asking)  # the question has buttons of its own
        self.bar.setVisible(self._own)
        self.left.setVisible(self._own)

    # what is asked

    def _use(self) -> None:
        entry = self.current()
        if entry is not None:
            self.use.emit(entry.key)

    def _export(self) -> None:
        entry = self.current()
        if entry is None:
            return
        usual = Path(settings.get(FOLDER, "")) / f"{entry.name}{SUFFIX}"
        keep = QFileDialog.Option.DontConfirmOverwrite  # one that is there is not replaced: the engine says so
        path, _ = QFileDialog.getSaveFileName(self, tr("Export a trained file"), str(usual), _kinds(), options=keep)
        if path:
            settings.put(FOLDER, str(Path(path).parent))
            self.export.emit(entry.key, path if path.lower().endswith(SUFFIX) else path + SUFFIX)

    def _import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Import a trained file"), settings.get(FOLDER, ""), _kinds())
        if path:
            settings.put(FOLDER, str(Path(path).parent))
            self.bring.emit(path)

    def _remove(self) -> None:
        entry = self.current()
        if entry is not None:
            text = tr("Remove “{name}” from this computer? Maps stay; runs that used it cannot go on or be explained.")
            self.question.ask(text.format(name=entry.name), tr("&Remove it"), lambda: self.remove.emit(entry.key))
            self._arrange()

    def _stop(self) -> None:
        self.say(tr("Stopping… What was trained is kept."))
        self.stop_button.setEnabled(False)
        self.stop.emit()

    def reject(self) -> None:
        """Escape takes a question back before it closes the window."""
        if self.question.isVisible():
            self.question.dismiss()
            self.tree.setFocus()
        else:
            super().reject()


def _kinds() -> str:
    return tr("Trained files (*.terratrained)")


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setAccessibleName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setMinimumWidth(1)  # a long path must not widen the window
    return label


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)  # Enter presses the button that has the focus, and no other
    return button
