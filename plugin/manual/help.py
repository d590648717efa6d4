"""Help where it is asked for: a button and F1 open the manual's page for the widget that they belong to."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtWidgets import QDialogButtonBox, QToolButton, QWidget

from ..translation import tr
from .window import ManualWindow, page_path


def show_help(page: str, asker: QWidget) -> ManualWindow:
    """Open a page, `name` or `name#headline`, beside the window that asks.

    The window belongs to the one that asks: a dialog that waits for an answer lets no other be used.
    """
    owner = asker.window()
    window = owner if isinstance(owner, ManualWindow) else owner.findChild(ManualWindow) or ManualWindow(owner)
    name, _, fragment = page.partition("#")
    window.open_page(page_path(name), fragment)
    window.show()
    window.raise_()
    window.activateWindow()
    return window


def close_help(owner: QWidget) -> None:
    """The plugin is leaving."""
    for window in owner.findChildren(ManualWindow):
        window.close()
        window.deleteLater()


def help_button(page: str, text: str = "") -> QToolButton:
    """A small button that opens a page; another `text` where there is no room for “Help”."""
    button = QToolButton()
    button.setText(text or tr("Help"))
    button.setAccessibleName(tr("Help"))
    button.setToolTip(tr("Open the manual's page about this (F1)"))
    button.clicked.connect(lambda _checked=False: show_help(page, button))
    return button


def add_help(widget: QWidget, page: str, buttons: Optional[QDialogButtonBox] = None) -> None:
    """Let F1 open a page while the focus is in `widget`, the innermost one with help; and a button of a dialog's."""
    widget.installEventFilter(_HelpKey(page, widget))
    if buttons is not None:
        buttons.addButton(QDialogButtonBox.StandardButton.Help)
        buttons.helpRequested.connect(lambda: show_help(page, widget))


class _HelpKey(QObject):
    """Takes F1 before QGIS does, whose own help has the same key."""

    def __init__(self, page: str, widget: QWidget) -> None:
        super().__init__(widget)
        self._page = page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F1 without Ctrl and the like."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if event.key() != Qt.Key.Key_F1 or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            show_help(self._page, self.parent())
        return True
