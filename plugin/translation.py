"""The interface in the user's language, by Qt's own tools."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

CONTEXT = "@default"  # where pylupdate5 files what a bare `tr(…)` names


def tr(text: str) -> str:
    """`text` in the language of the interface, or itself where that has no word for it.

    Call it where the text is shown, never at import: the language is known only once QGIS is up. Values go in
    afterwards, `tr("Stopped after {n} windows.").format(n=n)`, so that translators see one sentence.
    """
    return QCoreApplication.translate(CONTEXT, text)
