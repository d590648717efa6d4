"""The dock's two pages: Make a map, Review it; points of a sample are judged in the second one's place."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ..translation import tr

MAKE, REVIEW = 0, 1


class Pages(QWidget):
    """Two pages under their names.

    Args:
        make: What is typed and run.
        review: What is looked through; rests until there is a result.
    """

    def __init__(self, make: QWidget, review: QWidget, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.bar, self._stack = QTabBar(), QStackedWidget()
        self.bar.setAccessibleName(tr("Pages of Terralex"))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        for page, name in ((make, tr("Make")), (review, tr("Review"))):
            self._stack.addWidget(page)
            self.bar.addTab(name)
        self.bar.setTabToolTip(MAKE, tr("Name classes, choose where, run"))
        self.bar.setTabToolTip(REVIEW, tr("Look through a result and correct it"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        self._judging: Optional[QWidget] = None
        self.bar.currentChanged.connect(self._on_turned)
        self.offer_review(False)

    @property
    def page(self) -> int:
        """`MAKE` or `REVIEW`."""
        return self.bar.currentIndex()

    def turn(self, page: int) -> None:
        """Show a page."""
        self.bar.setCurrentIndex(page)

    def judge(self, points: Optional[QWidget]) -> None:
        """Turn to what points are judged with, where the polygons are looked through; None: those again."""
        old, self._judging = self._judging, points
        if points is not None:
            self._stack.addWidget(points)
            self.turn(REVIEW)
        self._on_turned(self.page)
        if old is not None:
            self._stack.removeWidget(old)

    def _on_turned(self, page: int) -> None:
        if page == REVIEW and self._judging is not None:
            self._stack.setCurrentWidget(self._judging)
        else:
            self._stack.setCurrentIndex(page)

    def offer_review(self, there: bool) -> None:
        """Whether there is a result to look through."""
        self.bar.setTabEnabled(REVIEW, there)
        if not there:
            self.turn(MAKE)
