"""Bytes, times, lengths and areas as people say them, in their language; and words of others as they are typed."""

from __future__ import annotations

import html

from qgis.core import QgsCoordinateReferenceSystem, QgsDistanceArea, QgsGeometry, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QWidget

from .translation import figure, tr


def about_bytes(count: float) -> str:
    """Bytes, roughly: for what is only predicted."""
    for unit, size in (("GB", 1e9), ("MB", 1e6)):
        if count >= size:
            return figure(f"{count / size:.2g} {unit}" if count < 100 * size else f"{count / size:.0f} {unit}")
    return tr("less than 1 MB")


def in_time(seconds: float) -> str:
    """Seconds, roughly: for what is only predicted."""
    if seconds < 60:
        return tr("less than a minute")
    return (
        tr("about {n} min").format(n=figure(f"{seconds / 60:.0f}"))
        if seconds < 5400
        else tr("about {n} h").format(n=figure(f"{seconds / 3600:.1f}"))
    )


def left_in_words(seconds: float | None) -> str:
    """Time left as people say it; empty when nobody knows."""
    if seconds is None:
        return ""
    if seconds < 60:
        return tr("less than a minute left")
    if seconds < 5400:
        return tr("about {n} min left").format(n=round(seconds / 60))
    return tr("about {n} h left").format(n=figure(f"{seconds / 3600:.1f}"))


def in_bytes(number: float) -> str:
    """Bytes that were counted: decimal, as disks are sold."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= scale:
            return figure(f"{number / scale:.1f} {unit}")
    return tr("{n} bytes").format(n=round(number))


def in_metres(metres: float) -> str:
    """A length."""
    if metres >= 2000:
        return tr("{number} km").format(number=f"{metres / 1000:.2g}")
    return tr("{number} m").format(number=f"{metres:.0f}" if metres >= 10 else f"{metres:.2g}")


def size_in_words(shape: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> str:
    """How large a shape is on the ground, e.g. “1.2 km²”; "" where that cannot be said."""
    if not crs.isValid():
        return ""
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsProject.instance().transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
    square_m = measure.measureArea(shape)
    if not square_m < float("inf"):
        return ""
    return figure(f"{square_m / 1e6:.2g} km²" if square_m >= 1e5 else f"{square_m / 1e4:.2g} ha")


def took_in_words(seconds: float) -> str:
    """Seconds that were counted."""
    return (
        tr("{n} s").format(n=figure(f"{seconds:.0f}"))
        if seconds < 90
        else tr("{n} min").format(n=figure(f"{seconds / 60:.0f}"))
    )


def as_typed(text: str) -> str:
    """A text for a tooltip or a question, which Qt would take for HTML where there is a tag in it."""
    return "<qt>" + html.escape(text).replace("\n", "<br>") + "</qt>" if "<" in text else text


def plain_labels(widget: QWidget) -> None:
    """Let every label in a widget show its text as it is typed; those that are HTML on purpose say so themselves."""
    for label in widget.findChildren(QLabel):
        if label.textFormat() == Qt.TextFormat.AutoText:
            label.setTextFormat(Qt.TextFormat.PlainText)


def without_expressions(text: str) -> str:
    """A text for legends and names of layers: layouts evaluate what stands in [% %]; a sign of no width breaks that."""
    return text.replace("[%", "[\u2060%")
