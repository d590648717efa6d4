"""Which trained file DEDOS uses for a run: those that fit the chosen pack, or CLIP as it is."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QToolButton, QVBoxLayout, QWidget

from ...core.packs import Pack
from ..translation import tr
from .entry import Entry


class TrainedChoice(QWidget):
    """A list, a line about what is chosen, and the way to the window.

    Signals:
        seen: It is shown: what is here should be looked at.
        window_wanted: The window “Trained files” should be opened.
        changed: Another one is chosen.
    """

    seen = pyqtSignal()
    window_wanted = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._entries: Optional[tuple[Entry, ...]] = None  # None until the engine was asked
        self._pack_hash = ""
        self._wanted = ""  # what people chose, also while another pack is chosen, which it does not fit
        self.combo = QComboBox()
        self.combo.setAccessibleName(tr("Trained file"))
        self.combo.setToolTip(tr("What was trained on corrections with the chosen pack"))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(8)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setAccessibleName(tr("About the trained file"))
        self.button = QToolButton()
        self.button.setText(tr("Trained &files…"))
        self.button.setObjectName("TerralexTrainedButton")
        self.button.setToolTip(tr("Train on corrections; list, export, import and remove trained files"))
        self.button.clicked.connect(lambda _checked=False: self.window_wanted.emit())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.combo)
        whole.addWidget(self.note)
        whole.addWidget(self.button)
        self.setFocusProxy(self.combo)
        self._show()
        self.combo.currentIndexChanged.connect(self._on_index)

    def value(self) -> str:
        """The option `trained`: a name, or a key where several have that name; "" for CLIP as it is."""
        return str(self.combo.currentData() or "")

    def choose(self, value: str) -> None:
        """Choose by name or key; one that does not fit the pack is chosen when its pack is."""
        self._wanted = value
        self._show()

    def set_pack(self, pack: Optional[Pack]) -> None:
        """Offer what was trained with this pack."""
        self._pack_hash = pack.hash if pack is not None else ""
        self._show()

    def fill(self, entries: Sequence[Entry]) -> None:
        """Offer what is here now."""
        self._entries = tuple(entries)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at what is here as soon as somebody sees the list."""
        super().showEvent(event)
        self.seen.emit()

    def _show(self) -> None:
        names = [each.name for each in self._entries or ()]
        fitting = [each for each in self._entries or () if each.pack_hash == self._pack_hash]
        before = self.value()
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItem(tr("CLIP as it is"), "")
        for each in fitting:
            self.combo.addItem(each.name, each.name if names.count(each.name) == 1 else each.key)
            self.combo.setItemData(self.combo.count() - 1, each, Qt.ItemDataRole.UserRole + 1)
            self.combo.setItemData(self.combo.count() - 1, each.judged, Qt.ItemDataRole.ToolTipRole)
        if self._entries is None and self._wanted:
            self.combo.addItem(self._wanted, self._wanted)  # remembered; whether it is here is not known yet
        self.combo.setCurrentIndex(max(0, self._row(self._wanted)))
        self.combo.blockSignals(False)
        self._tell()
        if self.value() != before:
            self.changed.emit()

    def _row(self, value: str) -> int:
        """Where a name or key stands; -1 where it does not."""
        for row in range(self.combo.count()):
            entry = self._entry(row)
            if value in (self.combo.itemData(row), *((entry.key,) if entry else ())):
                return row
        return -1

    def _entry(self, row: int) -> Optional[Entry]:
        entry = self.combo.itemData(row, Qt.ItemDataRole.UserRole + 1)
        return entry if isinstance(entry, Entry) else None

    def _on_index(self, _row: int) -> None:
        self._wanted = self.value()
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        entry = self._entry(self.combo.currentIndex())
        if entry is not None:
            self.note.setText(entry.in_words())
        elif self.value():
            self.note.setText("")
        else:
            self.note.setText(tr("No trained file is used: this is the pack's CLIP as it is."))
        self.note.setVisible(bool(self.note.text()))
