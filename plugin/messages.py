"""The one road to QGIS's message bar and log panel."""

from __future__ import annotations

import html
import re
import traceback
from typing import Any, Callable, Mapping

from qgis.core import Qgis, QgsMessageLog
from qgis.gui import QgsMessageBar, QgsMessageViewer
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from ..core.errors import TerralexError
from .translation import said, told, tr

TITLE = "Terralex"
AROUND_PX = 190  # of the bar: icon, margins, how many more wait, how long it stays, and the cross
LEAST_PX = 120  # of text, however narrow the window is


def unexpected() -> str:
    """What is shown of a bug."""
    return tr("Something unexpected happened; the log panel has the details.")


def guarded(action: Callable[..., Any], show_error: Callable[[BaseException], Any]) -> Callable[..., None]:
    """The same action for a signal of Qt: what it raises is shown, since Qt would end the process for it."""

    def call(*values: Any) -> None:
        try:
            action(*values)
        except Exception as error:
            show_error(error)

    return call


def one_line(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of a text that fits: whole sentences, else whole words of the first, else letters."""
    if fits(text):
        return text
    for end_of, ending in ((r"[.?!…](?= )", ""), (r"\S(?= )", "…"), (r".", "…")):
        for end in reversed([found.end() for found in re.finditer(end_of, text)]):
            if fits(text[:end] + ending):
                return text[:end] + ending
    return "…"


class Messages:
    """Speaks to the user through the message bar of `iface`; without one (qgis_process) through the log alone.

    The bar has one line. What is longer is behind its button “Details”, and in the log panel, like every message.
    """

    def __init__(self, iface: Any) -> None:
        self._iface = iface

    def show_error(self, error: BaseException) -> str:
        """Show what went wrong and return the sentence shown.

        An error of the family appears in its own words and stays until it is read; anything else is a bug, whose
        traceback goes to the log panel.
        """
        if isinstance(error, TerralexError):
            text = told(error)
            self._push(text, Qgis.MessageLevel.Warning, 0)
        else:
            text = unexpected()
            lines = traceback.format_exception(type(error), error, error.__traceback__)
            QgsMessageLog.logMessage(html.escape("".join(lines)), TITLE, Qgis.MessageLevel.Critical, False)
            self._push(text, Qgis.MessageLevel.Critical, 0)
        return text

    def warn(self, text: str) -> None:
        """Something the user should know; it stays until it is read."""
        self._push(said(text), Qgis.MessageLevel.Warning, 0)

    def tell(self, text: str, seconds: int = 8) -> None:
        """Something that went well or is merely good to know."""
        self._push(said(text), Qgis.MessageLevel.Info, seconds)

    def offer(self, text: str, actions: Mapping[str, Any]) -> Any:
        """A quiet line with buttons; it stays until it is dismissed, by hand or by `withdraw`.

        Args:
            text: Of the line.
            actions: What buttons do, by their texts: a function, or several by their texts, for a menu.

        Returns:
            The line; None without a message bar.
        """
        QgsMessageLog.logMessage(html.escape(text), TITLE, Qgis.MessageLevel.Info, False)
        if self._iface is None:
            return None
        line = QgsMessageBar.createMessage(TITLE, html.escape(text, quote=False))
        for label, action in actions.items():
            button = QPushButton(label)
            if callable(action):
                button.clicked.connect(self._slot(action))
            else:
                menu = QMenu(button)
                for text_, each in action.items():
                    menu.addAction(text_).triggered.connect(self._slot(each))
                button.setMenu(menu)
            line.layout().addWidget(button)
        self._iface.messageBar().pushWidget(line, Qgis.MessageLevel.Info, 0)
        return line

    def _slot(self, action: Callable[[], Any]) -> Callable[..., None]:
        return guarded(lambda *_: action(), self.show_error)

    def withdraw(self, line: Any) -> None:
        """What a line has offered is over; it may be gone already."""
        if line is not None and self._iface is not None and not sip.isdeleted(line):
            self._iface.messageBar().popWidget(line)

    def log(self, text: str) -> None:
        """A line for the log panel only."""
        QgsMessageLog.logMessage(html.escape(said(text)), TITLE, Qgis.MessageLevel.Info, False)

    def _push(self, text: str, level: Qgis.MessageLevel, seconds: int) -> None:
        QgsMessageLog.logMessage(html.escape(text), TITLE, level, False)
        if self._iface is None:
            return
        bar = self._iface.messageBar()
        letters = bar.fontMetrics()
        # The bar renders rich text; a class or file named <b> must appear as it is typed.
        place = bar if bar.isVisible() or bar.parentWidget() is None else bar.parentWidget()  # hidden, it has no width
        room = place.width() - AROUND_PX - letters.horizontalAdvance(f"{TITLE}: ")
        if letters.horizontalAdvance(text) <= max(room, LEAST_PX):
            bar.pushMessage(TITLE, html.escape(text, quote=False), level, seconds)
            return
        details = QToolButton()
        details.setText(tr("Details"))
        details.clicked.connect(lambda: _show_whole(text, self._iface.mainWindow()))
        room = max(room - details.sizeHint().width(), LEAST_PX)
        shown = one_line(text, lambda part: letters.horizontalAdvance(part) <= room)
        item = bar.createMessage(TITLE, html.escape(shown, quote=False))
        item.layout().addWidget(details)
        bar.pushWidget(item, level, seconds)


def _show_whole(text: str, parent: QWidget) -> None:
    viewer = QgsMessageViewer(parent)  # deletes itself when it is closed
    viewer.setTitle(TITLE)
    viewer.setMessageAsPlainText(text)
    viewer.show()
