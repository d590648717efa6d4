"""“Packs…”: which sets of networks there are and under which licences; fetch, check, remove them, bring others in.

It shows and asks; what it is told to do is done in desk.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional, Sequence

from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...core.packs import Standing
from ...core.protocol import ProgressEvent
from ..manual.help import add_help, help_button
from ..translation import said, tr
from . import words
from .question import Question
from .words import Wrong

STEPS = 1000  # of the bar


@dataclass(frozen=True)
class Wish:
    """A fetch as the user asks for it; see `commands.Fetch`."""

    pack: str
    agreed: bool
    restricted: bool
    update: bool


class PacksWindow(QDialog):
    """A window beside QGIS's.

    Signals:
        fetch: A `Wish`.
        verify, remove, use: That is wanted of the pack of this name; `use` is to choose it in the panel.
        bring: A folder or zip is to be imported.
        stop: End what is going on.
    """

    fetch = pyqtSignal(object)
    verify = pyqtSignal(str)
    remove = pyqtSignal(str)
    use = pyqtSignal(str)
    bring = pyqtSignal(str)
    stop = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Terralex: packs"))
        self.setObjectName("TerralexPacks")
        self._wrong: dict[str, Wrong] = {}
        self._busy = self._own = False
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("Pack"), tr("State")])
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setAccessibleName(tr("Packs"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.page = QTextBrowser()
        self.page.setOpenExternalLinks(True)
        self.page.setAccessibleName(tr("About the chosen pack"))
        self.room, self.status = _label(tr("Space on the disk")), _label(tr("Status"))
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Progress"))
        self.question = Question()
        self.fetch_button = _button(tr("&Fetch"), tr("Bring its files from their sources; goes on where it stopped"))
        self.stop_button = _button(tr("&Cancel"), tr("Stop; what came is kept"))
        self.verify_button = _button(tr("&Verify"), tr("Compare every file with its checksum"))
        self.remove_button = _button(tr("&Remove…"), tr("Remove it from this computer"))
        self.import_button = _button(tr("&Import"), tr("Bring in a pack from a folder or zip, without internet"))
        self.more_button = _button(tr("&More"), tr("Choices for the next fetch"))
        self.use_button = _button(tr("&Use it"), tr("Choose it in the panel"))
        self.leave = _button(tr("C&lose"), tr("Close this window; a fetch goes on"))
        self.buttons = QWidget()
        self._add_menus()
        self._lay_out()
        self._connect()
        self.set_work(False, False)
        self.say("")

    def _add_menus(self) -> None:
        bring, more = QMenu(self), QMenu(self)
        bring.addAction(tr("From a &folder…")).triggered.connect(self._bring_folder)
        bring.addAction(tr("From a &zip…")).triggered.connect(self._bring_zip)
        self.update_choice = more.addAction(tr("&Take what the sources have now"))
        self.update_choice.setToolTip(tr("Forget the versions and checksums of the first fetch, and fetch again"))
        self.restricted_choice = more.addAction(tr("&Also take parts that need an account"))
        self.restricted_choice.setToolTip(tr("And parts that forbid commercial use; the account's token is HF_TOKEN"))
        for choice in (self.update_choice, self.restricted_choice):
            choice.setCheckable(True)
            choice.toggled.connect(lambda _on: self._arrange())
        more.setToolTipsVisible(True)
        self.import_button.setMenu(bring)
        self.more_button.setMenu(more)

    def _lay_out(self) -> None:
        buttons = QGridLayout(self.buttons)  # two in a row, for narrow windows
        buttons.setContentsMargins(0, 0, 0, 0)
        upper = (self.fetch_button, self.stop_button, self.verify_button, self.remove_button)
        lower = (self.import_button, self.more_button, self.use_button, self.leave)
        for number, button in enumerate((*upper, *lower)):
            buttons.addWidget(button, number // 2, number % 2)
        whole = QVBoxLayout(self)
        whole.addWidget(self.tree, 1)
        whole.addWidget(self.page, 3)
        for widget in (self.room, self.question, self.status, self.bar, self.buttons):
            whole.addWidget(widget)
        whole.addWidget(help_button("packs"))
        add_help(self, "packs")
        self.tree.setMinimumHeight(60)
        self.page.setMinimumHeight(60)
        self.resize(560, 620)

    def _connect(self) -> None:
        self.tree.currentItemChanged.connect(self._on_current)
        self.question.dismissed.connect(self._arrange)
        self.fetch_button.clicked.connect(self._fetch)
        self.stop_button.clicked.connect(self._stop)
        self.verify_button.clicked.connect(lambda: self._tell(self.verify))
        self.use_button.clicked.connect(lambda: self._tell(self.use))
        self.remove_button.clicked.connect(self._remove)
        self.leave.clicked.connect(self.reject)

    # what is shown

    def show_packs(self, rows: Sequence[Standing], wrong: dict[str, Wrong], room: str, choose: str = "") -> None:
        """The list anew.

        Args:
            rows: What is on this machine of every pack.
            wrong: What a check has found wrong, by pack.
            room: A sentence about the disk.
            choose: The pack to select; else the one that was, else the first.
        """
        current = self.current()
        wanted = choose or (current.name if current else "")
        self._wrong = wrong
        self.tree.blockSignals(True)
        self.tree.clear()
        for row in rows:
            item = QTreeWidgetItem([row.name, words.state_of(row, wrong.get(row.name, ()))])
            item.setData(0, Qt.ItemDataRole.UserRole, row)
            item.setToolTip(1, item.text(1))
            self.tree.addTopLevelItem(item)
        items = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        chosen = [item for item in items if item.text(0) == wanted] or items[:1]
        if chosen:
            self.tree.setCurrentItem(chosen[0])
        self.tree.blockSignals(False)
        self.room.setText(room)
        self._show_current()

    def choose(self, name: str) -> None:
        """Select a pack of the list."""
        for item in self.tree.findItems(name, Qt.MatchFlag.MatchExactly):
            self.tree.setCurrentItem(item)

    def current(self) -> Optional[Standing]:
        """The selected pack."""
        item = self.tree.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item else None

    def set_work(self, busy: bool, own: bool) -> None:
        """Whether the engine is at work, and whether that is a fetch, check, import or removal of this window."""
        begun, ended = own and not self._own, self._own and not own
        self._busy, self._own = busy, own
        self.bar.setRange(0, 0)
        if busy and not own:
            self.say(tr("A run is going on. Packs can be fetched and changed when it has ended or was cancelled."))
        self._arrange()
        if begun or ended:  # the button that was pressed rests now, and the focus must not be lost
            (self.stop_button if begun else self.tree).setFocus()

    def show_progress(self, event: ProgressEvent) -> None:
        """How far the work is."""
        self.bar.setRange(0, STEPS if event.total > 1 else 0)  # before the sizes are known it only moves
        self.bar.setValue(round(STEPS * event.overall))
        self.say(said(event.message))

    def say(self, text: str, wrong: bool = False) -> None:
        """A line about what happens or happened."""
        self.status.setText(f"⚠ {text}" if wrong else text)
        self.status.setVisible(bool(text))

    def ask_to_replace(self, told: str, act: Callable[[], None]) -> None:
        """Ask whether an import may replace the pack of that name."""
        self.question.ask(tr("{told} Replace it by the one that you import?").format(told=told), tr("&Replace it"), act)
        self._arrange()

    def _on_current(self, *_items: object) -> None:
        self.question.dismiss()
        if not self._busy:
            self.say("")  # it was about another pack
        self._show_current()

    def _show_current(self) -> None:
        for choice in (self.update_choice, self.restricted_choice):
            choice.setChecked(False)
        self._write_page()
        self._arrange()

    def _write_page(self) -> None:
        row = self.current()
        self.page.setHtml(words.about(row, self._wrong.get(row.name, ())) if row else "")

    def changeEvent(self, event: QEvent) -> None:
        """Links take their colour when the page is written: a dark theme wants another one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write_page()

    def _arrange(self) -> None:
        """What can be pressed now."""
        row, idle = self.current(), not self._busy and not self.question.isVisibleTo(self)
        damaged = bool(row and (row.state == "damaged" or self._wrong.get(row.name)))
        sources = bool(row and row.pack and row.pack.licences)
        wanted = damaged or bool(row and row.state != "here") or self.update_choice.isChecked()
        go_on = tr("Go on &fetching") if row and row.state == "part" else tr("&Fetch")
        self.fetch_button.setText(tr("Repair (&fetch)") if damaged else go_on)
        self.fetch_button.setEnabled(idle and sources and wanted)
        self.verify_button.setEnabled(idle and bool(row and row.pack and row.state in ("here", "damaged")))
        self.remove_button.setEnabled(idle and bool(row and row.removable))
        self.use_button.setEnabled(bool(row and row.state == "here" and not damaged))
        self.import_button.setEnabled(idle)
        self.more_button.setEnabled(idle and sources)
        self.buttons.setVisible(not self.question.isVisibleTo(self))  # the question has buttons of its own
        self.stop_button.setEnabled(self._own)
        self.bar.setVisible(self._own)

    # what is asked

    def _fetch(self) -> None:
        row = self.current()
        if row is None or row.pack is None:
            return
        reasons = words.restricted(row.pack)
        restricted, update = self.restricted_choice.isChecked() or bool(reasons), self.update_choice.isChecked()
        wish = Wish(row.name, row.agreed, restricted, update)
        if row.agreed and not reasons:
            self.fetch.emit(wish)
            return
        checks = [tr("I a&gree to these licences"), *([tr("I want these &parts as well")] if reasons else [])]
        agreed = Wish(wish.pack, True, wish.restricted, wish.update)
        self.question.ask(words.agreement(row.pack), tr("Agree and &fetch"), lambda: self.fetch.emit(agreed), checks)
        self.page.scrollToAnchor(words.LICENCES)
        self._arrange()

    def _remove(self) -> None:
        row = self.current()
        if row is not None:
            self.question.ask(words.question_of_removal(row), tr("&Remove it"), lambda: self.remove.emit(row.name))
            self._arrange()

    def _bring_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, tr("The folder of a pack"))
        if path:
            self.bring.emit(path)

    def _bring_zip(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("The zip of a pack"), "", tr("Zip archives (*.zip)"))
        if path:
            self.bring.emit(path)

    def _tell(self, signal: pyqtSignal) -> None:
        row = self.current()
        if row is not None:
            signal.emit(row.name)

    def _stop(self) -> None:
        self.say(tr("Stopping… What came is kept."))
        self.stop_button.setEnabled(False)
        self.stop.emit()

    def reject(self) -> None:
        """Escape takes a question back before it closes the window."""
        if self.question.isVisible():
            self.question.dismiss()
            self._arrange()
            self.tree.setFocus()
        else:
            super().reject()


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setAccessibleName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setMinimumWidth(1)  # a long path must not widen the window
    return label


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)  # Enter presses the button that has the focus, and no other
    return button
