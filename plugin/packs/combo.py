"""The choice of a pack: those that are here can be chosen, the others lead to where they can be had."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ...core.packs import Pack, list_packs
from ..translation import told, tr
from ..wording import as_typed

DEFAULT = "starter"


class PackCombo(QComboBox):
    """Packs of this machine, and those that can be fetched.

    The latter can be chosen in the opened list only: arrow keys and the wheel pass them over, since going through a
    choice must not open a window.

    Signals:
        wanted: The name of a pack that was chosen and is not here; the choice stays what it was.
    """

    wanted = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Pack"))
        self.setToolTip(tr("The set of networks: which words it knows and how well"))
        self._row = -1
        self.currentIndexChanged.connect(self._on_index)

    def fill(self, wanted: str = "") -> None:
        """Show what is here now; choose `wanted` where it is, else what was chosen, else the embedded pack."""
        before = self.currentData()
        names = [wanted, before.name if before else "", DEFAULT]
        self.blockSignals(True)
        self.clear()
        for row, pack in enumerate(list_packs(unfetched=True)):
            self.addItem(pack.name if pack.fetched else tr("{pack} (not fetched)").format(pack=pack.name), pack)
            if not pack.fetched:
                self.setItemData(row, as_typed(told(pack.how_to_fetch())), Qt.ItemDataRole.ToolTipRole)
        rows = {self.itemData(row).name: row for row in range(self.count()) if self.itemData(row).fetched}
        chosen = next((rows[name] for name in names if name in rows), min(rows.values(), default=-1))
        self.setCurrentIndex(chosen)
        self._row = chosen
        self._offer(False)
        self.blockSignals(False)
        now = self.currentData()
        if (before and (before.root, before.hash)) != (now and (now.root, now.hash)):
            self.currentIndexChanged.emit(chosen)

    def name(self) -> str:
        """The chosen pack's name; the embedded one's when none was found."""
        pack: Optional[Pack] = self.currentData()
        return pack.name if pack else DEFAULT

    def showPopup(self) -> None:
        """In the opened list, packs that are not here can be chosen as well."""
        self._offer(True)
        super().showPopup()

    def hidePopup(self) -> None:
        """Back to those that are here."""
        super().hidePopup()
        self._offer(False)

    def _offer(self, all_of_them: bool) -> None:
        for row in range(self.count()):
            self.model().item(row).setEnabled(all_of_them or self.itemData(row).fetched)

    def _on_index(self, row: int) -> None:
        """Connected before anybody else: a pack that is not here is never seen as the choice."""
        pack: Optional[Pack] = self.itemData(row)
        if pack is None or pack.fetched:
            self._row = row
            return
        self.blockSignals(True)
        self.setCurrentIndex(self._row)
        self.blockSignals(False)
        self.wanted.emit(pack.name)
