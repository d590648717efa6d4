"""The manual in a window of its own, from the files that came with the plugin: no network and no browser is needed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Optional

from qgis.PyQt.QtCore import QEvent, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import (
    QColor,
    QDesktopServices,
    QKeyEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
)
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..translation import tr

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "manual"
WEB = "https://github.com/terralex/terralex/blob/main/"  # the repository that metadata.txt names
CONTENTS = "index"
PICTURES = (".png", ".jpg")
LINE_PERCENT, GAP = 125, 8  # of the height of a line; pixels between paragraphs
PICTURE_MARK = "\ufffc"  # what Qt has in a text where a picture is
_PAGE_LINK = re.compile(r"\]\((\w+)\.md\)")


def page_path(page: str) -> Path:
    """The file of a page of the manual."""
    return FOLDER / f"{page}.md"


def pages() -> list[str]:
    """All pages in the order of the contents, which come first."""
    return [CONTENTS, *dict.fromkeys(_PAGE_LINK.findall(page_path(CONTENTS).read_text(encoding="utf-8")))]


def title_of(path: Path) -> str:
    """A page's headline."""
    first = path.read_text(encoding="utf-8").lstrip().split("\n", 1)[0]
    return first.lstrip("# ").strip()


class ManualPage(QTextBrowser):
    """A page of Markdown with its pictures: never wider than the window, and dark where QGIS is dark."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.path = page_path(CONTENTS)
        self._width = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(150)
        self._later.timeout.connect(self._fit)
        self.setOpenLinks(False)
        self.setAccessibleName(tr("Page of the manual"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the width is that of the pictures
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(14)

    def show_page(self, path: Path, fragment: str = "") -> None:
        """Show a page from its beginning or from a headline, whose `fragment` is as GitHub makes it."""
        self.path = path
        self._fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if fragment:
            self._scroll_to(fragment)

    def loadResource(self, kind: int, url: QUrl) -> Any:
        """Pictures in the size and the look that fit."""
        path = Path(QUrl.fromLocalFile(str(self.path)).resolved(url).toLocalFile())
        if path.suffix not in PICTURES:
            return super().loadResource(kind, url)
        twin = path.with_name(f"{path.stem}-dark{path.suffix}")
        dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        picture = QPixmap(str(twin if dark and twin.is_file() else path))
        width = self._room()
        if picture.width() > width:
            picture = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        return picture

    def _room(self) -> int:
        return max(120, self.viewport().width() - 2 * int(self.document().documentMargin()) - 2)

    def _fill(self) -> None:
        document = self.document()
        document.clear()  # and with it the pictures of another width
        document.setBaseUrl(QUrl.fromLocalFile(str(self.path)))
        self._width = self._room()
        document.setMarkdown(self.path.read_text(encoding="utf-8"))
        cursor = QTextCursor(document)
        block = document.begin()
        while block.isValid():
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(_spacing(block, cursor.currentTable() is not None))
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._rule(frame)

    def _rule(self, table: QTextTable) -> None:
        """Thin lines, room in the cells, a bold first row."""
        form = table.format()
        form.setCellPadding(5)
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderCollapse(True)
        form.setBorderBrush(QColor(128, 128, 128, 110))
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setTopMargin(GAP)
        form.setBottomMargin(2 * GAP)
        table.setFormat(form)
        bold = QTextCharFormat()
        bold.setFontWeight(75)
        for column in range(table.columns()):
            cell = table.cellAt(0, column)
            cursor = cell.firstCursorPosition()
            cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(bold)

    def _scroll_to(self, fragment: str) -> None:
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and slug(block.text()) == fragment:
                self.setTextCursor(QTextCursor(block))
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top))
                return
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the window, once it has its size."""
        super().resizeEvent(event)
        if self._width and self._room() != self._width:
            self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        """QGIS has got another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._width:
            self._later.start()

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._fill()
        bar.setValue(round(share * bar.maximum()))


class ManualWindow(QDialog):
    """The manual: page by page, with a way back and a search through all pages."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("TerralexManual")
        self.setWindowTitle(tr("Terralex: manual"))
        self._history: list[Path] = []
        self.page = ManualPage()
        self.back = QToolButton()
        self.back.setArrowType(Qt.ArrowType.LeftArrow)
        self.back.setAccessibleName(tr("Back"))
        self.back.setToolTip(tr("Back to the page before (Alt+Left)"))
        self.chosen = QComboBox()
        self.chosen.setAccessibleName(tr("Page"))
        self.chosen.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chosen.setMinimumContentsLength(12)
        for name in pages():
            self.chosen.addItem(title_of(page_path(name)), str(page_path(name)))
        self.wanted = QLineEdit()
        self.wanted.setPlaceholderText(tr("Find in all pages"))
        self.wanted.setAccessibleName(tr("Find in all pages"))
        self.wanted.setToolTip(tr("Type and press Enter; Enter again goes on (Ctrl+F)"))
        self.wanted.setClearButtonEnabled(True)
        row = QGridLayout()
        row.addWidget(self.back, 0, 0)
        row.addWidget(self.chosen, 0, 1)
        row.addWidget(self.wanted, 0, 2)
        row.setColumnStretch(1, 3)
        row.setColumnStretch(2, 2)
        whole = QVBoxLayout(self)
        whole.addLayout(row)
        whole.addWidget(self.page, 1)
        self.back.clicked.connect(lambda _checked=False: self.go_back())
        self.chosen.activated.connect(lambda index: self.open_page(Path(self.chosen.itemData(index))))
        self.wanted.returnPressed.connect(self.find_next)
        self.page.anchorClicked.connect(self.follow)
        self.resize(780, 820)
        self.page.setFocus()

    def open_page(self, path: Path, fragment: str = "") -> None:
        """Show a page; `go_back` comes back to the one before."""
        if self._history[-1:] != [path]:
            self._history.append(path)
        self.back.setEnabled(len(self._history) > 1)
        self.chosen.setCurrentIndex(self.chosen.findData(str(path)))
        self.page.show_page(path, fragment)

    def go_back(self) -> None:
        """The page before this one."""
        if len(self._history) > 1:
            self._history.pop()
            self.open_page(self._history[-1])

    def follow(self, url: QUrl) -> None:
        """A link: to another page here, to the world in the browser."""
        full = QUrl.fromLocalFile(str(self.page.path)).resolved(url)
        path = Path(full.toLocalFile()).resolve() if full.isLocalFile() else None
        if path is not None and path.suffix == ".md" and path.is_file():
            self.open_page(path, full.fragment())
        elif path is not None and not path.exists() and path.is_relative_to(ROOT):  # the zip has no page for developers
            QDesktopServices.openUrl(QUrl(WEB + path.relative_to(ROOT).as_posix()))
        else:
            QDesktopServices.openUrl(full)

    def find_next(self) -> None:
        """The next place with the text that is looked for, in this page or in one after it."""
        text = self.wanted.text().strip()
        if not text or self.page.find(text):
            return
        listed = [Path(self.chosen.itemData(row)) for row in range(self.chosen.count())]
        here = listed.index(self.page.path) if self.page.path in listed else -1
        for path in (*listed[here + 1 :], *listed[: here + 1]):
            if text.lower() in path.read_text(encoding="utf-8").lower():
                self.open_page(path)
                if self.page.find(text):
                    return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Left goes back, Ctrl+F looks for something; Enter in the line is no button's."""
        if event.key() == Qt.Key.Key_Left and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.go_back()
        elif event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.wanted.setFocus()
            self.wanted.selectAll()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def slug(headline: str) -> str:
    """A headline as the end of a link."""
    return re.sub(r"[^\w\- ]", "", headline.strip().lower()).replace(" ", "-")


def _spacing(block: QTextBlock, in_table: bool) -> QTextBlockFormat:
    form = QTextBlockFormat()
    if PICTURE_MARK not in block.text():  # a picture is a line as well
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        form.setLineHeight(LINE_PERCENT, getattr(kind, "value", kind))  # Qt 6's enum is no number
    form.setTopMargin(2 * GAP if block.blockFormat().headingLevel() else 0)
    form.setBottomMargin(0 if in_table else GAP // 2 if block.textList() is not None else GAP)
    return form
