"""What the Review page shows: how far it is, the classes, the current polygon, and what can be done with it."""

from __future__ import annotations

from typing import Iterable, Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..manual.help import add_help, help_button
from ..translation import tr
from ..wording import plain_labels
from .class_rows import ClassRows
from .histogram import ConfidenceSlider
from .keys import (
    ACCEPT,
    BEFORE,
    BORDER,
    BRUSH,
    CLEAR,
    CONFIDENCE,
    GALLERY,
    HIDE,
    LASSO,
    LEARN,
    MERGE,
    NEXT,
    PREVIOUS,
    SECOND,
    SKIP,
    SPLIT,
    TAKE_BACK,
    UNDO,
    WAND,
    Keys,
)
from .queue import AREA, CLASS, DOUBT, NEAR, ORDERS
from .queue import CONFIDENCE as BY_CONFIDENCE
from .seen import SeenPage, name_key

ACTS = (ACCEPT, SECOND, PREVIOUS, NEXT, SKIP, UNDO, HIDE, CONFIDENCE)
TOOLS = (LASSO, BRUSH, WAND, SPLIT, MERGE)
LESSONS = (LEARN, BEFORE, TAKE_BACK, GALLERY)
HOLDS = (HIDE, CONFIDENCE, BEFORE)  # their buttons stay down
STEPS, BAR = 1000, 6  # of the bar; its height in pixels
ROOM, GAP = 265, 3  # pixels: for buttons side by side in a dock of 300, and between them


class ReviewPage(SeenPage):
    """The page. It knows nothing of layers; `desk.Review` fills it.

    Signals:
        action: A button of an action was pressed (see keys.py).
        held: One of the buttons that hide and show was pressed or released: action, and whether it is down.
        chosen: A class (id).
        ordered, filtered: Another order, another filter.
        dimmed: As ConfidenceSlider.changed.
        faded: Another opacity of the polygons, 0 to 1.
        keys_wanted, save_wanted, export_wanted, accuracy_wanted: The button of that name was pressed.
        seen: Whether people see the page, told when that changes.
    """

    action = pyqtSignal(str)
    held = pyqtSignal(str, bool)
    chosen = pyqtSignal(int)
    ordered = pyqtSignal(str)
    filtered = pyqtSignal()
    dimmed = pyqtSignal(float, bool)
    faded = pyqtSignal(float)
    keys_wanted = pyqtSignal()
    save_wanted = pyqtSignal()
    export_wanted = pyqtSignal()
    accuracy_wanted = pyqtSignal()

    def __init__(self, keys: Keys, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._acts: dict[str, tuple[QPushButton, str]] = {}
        self.bar = QProgressBar()
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)  # in QGIS's dark themes nobody could read it
        self.bar.setFixedHeight(BAR)
        self.bar.setAccessibleName(tr("How much of the area is reviewed"))
        self.progress = QLabel()
        self.order = QComboBox()
        self.order.setAccessibleName(tr("Order of the polygons"))
        for order in ORDERS:
            self.order.addItem(_order_in_words(order), order)
        self.only = QComboBox()
        self.only.setAccessibleName(tr("Only polygons of this class"))
        self.unreviewed, self.drawn = QCheckBox(tr("Not reviewed yet")), QCheckBox(tr("In the drawn area"))
        self.unreviewed.setChecked(True)
        self.drawn.setToolTip(tr("Only polygons in the area that was drawn or chosen for a run"))
        self.classes = ClassRows()
        self.current = QLabel()
        self.current.setWordWrap(True)
        self.current.setAccessibleName(tr("The current polygon"))
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.status.setAccessibleName(tr("About the review"))
        self.shape_button, self.shape_menu = QToolButton(), QMenu(self)
        self.shape_button.setText(tr("Shape"))
        self.shape_button.setToolTip(tr("Holes, right angles, borders of the current polygon; its neighbours follow"))
        self.shape_button.setMenu(self.shape_menu)
        self.shape_button.setCheckable(True)
        self.shape_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.confidence = ConfidenceSlider()
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setToolTip(tr("Opacity of the polygons"))
        self.opacity.setAccessibleName(tr("Opacity of the polygons"))
        self.keys_button, self.save_button = QToolButton(), QPushButton(tr("Save edits"))
        self.export_button = QPushButton(tr("Export labels…"))
        self.export_button.setToolTip(tr("Save the polygons for other programs, or as a data set for training"))
        self.accuracy_button = QPushButton(tr("Accuracy…"))
        self.accuracy_button.setToolTip(tr("Judge points of the map, to know how right it is"))
        self.keys_button.setText(tr("Keys…"))
        self.keys_button.setToolTip(tr("What each key does; choose other keys"))
        self.save_button.setToolTip(tr("Write the edits into the file; until then undo takes them back"))
        self._lay_out()
        self._connect()
        plain_labels(self)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self.progress)
        column.addWidget(self.bar)
        for combo in (self.order, self.only):  # one a row: a name that is cut is hard to choose
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
            column.addWidget(combo)
        column.addLayout(flow(self._checks()))
        column.addWidget(self.classes)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        column.addWidget(line)
        column.addWidget(self.current)
        for name in (*ACTS, *TOOLS, *LESSONS):
            button = QPushButton()
            button.setCheckable(name in (*HOLDS, *TOOLS))
            self._acts[name] = (button, short(name))
        self.name_keys()
        column.addLayout(flow([self.button(name) for name in ACTS]))
        column.addLayout(flow([*(self.button(name) for name in TOOLS), self.shape_button]))
        column.addLayout(flow([self.button(name) for name in LESSONS]))
        column.addWidget(self.status)
        column.addWidget(self.confidence)
        opacity = QGridLayout()
        label = QLabel(tr("&Opacity"))
        label.setBuddy(self.opacity)
        opacity.addWidget(label, 0, 0)
        opacity.addWidget(self.opacity, 0, 1)
        column.addLayout(opacity)
        column.addLayout(flow((self.save_button, self.export_button, self.accuracy_button)))
        words = QHBoxLayout()
        words.addWidget(self.keys_button)
        words.addStretch(1)
        words.addWidget(help_button("review"))
        column.addLayout(words)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        add_help(self, "review")
        # A click leaves the keys to the map; Tab reaches all of them.
        for each in (*(b for b, _ in self._acts.values()), *self._others()):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _others(self) -> tuple[QWidget, ...]:
        buttons = (self.keys_button, self.save_button, self.export_button, self.accuracy_button)
        return (self.shape_button, *buttons, *self._checks())

    def _checks(self) -> tuple[QCheckBox, ...]:
        return (self.unreviewed, self.drawn)

    def _connect(self) -> None:
        for name, (button, _) in self._acts.items():
            if name in HOLDS:
                button.toggled.connect(lambda down, name=name: self.held.emit(name, down))
            else:
                button.clicked.connect(lambda _checked=False, name=name: self.action.emit(name))
        self.order.activated.connect(lambda _index: self.ordered.emit(str(self.order.currentData())))
        self.only.activated.connect(lambda _index: self.filtered.emit())
        for check in self._checks():
            check.clicked.connect(lambda _checked=False: self.filtered.emit())
        self.classes.chosen.connect(self.chosen)
        self.confidence.changed.connect(self.dimmed)
        self.opacity.valueChanged.connect(lambda percent: self.faded.emit(percent / 100))
        self.shape_button.clicked.connect(lambda down: self.shape_button.setChecked(not down))  # it opens its menu
        self.keys_button.clicked.connect(self.keys_wanted)
        self.save_button.clicked.connect(self.save_wanted)
        self.export_button.clicked.connect(self.export_wanted)
        self.accuracy_button.clicked.connect(self.accuracy_wanted)

    # what it shows

    def name_keys(self) -> None:
        """Show each key on its button."""
        for name, (button, text) in self._acts.items():
            if name == TAKE_BACK:
                button.setText(text)
                button.setToolTip(
                    tr("What was there before the last lesson or change of pictures; what you corrected since stays")
                )
                continue
            name_key(button, text, name, self._keys)

    def show_classes(self, classes: Sequence[tuple[int, str, str]]) -> None:
        """Id, name and colour of each class, background last."""
        self.classes.show_classes(classes)
        there = [(tr("All classes"), None), *((name, class_id) for class_id, name, _ in classes)]
        if there != [(self.only.itemText(i), self.only.itemData(i)) for i in range(self.only.count())]:
            chosen = self.only.currentData()
            self.only.clear()
            for name, class_id in there:
                self.only.addItem(name, class_id)
            self.only.setCurrentIndex(max(0, self.only.findData(chosen)))

    def show_progress(self, share: float) -> None:
        """How much of the area is reviewed, 0 to 1."""
        self.bar.setValue(round(STEPS * share))
        self.progress.setText(tr("{n} % of the area reviewed").format(n=int(100 * share)))

    def show_current(self, text: str) -> None:
        """The current polygon in words; buttons that need one rest where there is none."""
        self.current.setText(text or tr("No polygon is left here."))

    def offer(self, actions: Iterable[str]) -> None:
        """Which of the buttons can do something now."""
        there = set(actions)
        for name, (button, _) in self._acts.items():
            button.setEnabled(name in there)

    def show_tool(self, name: Optional[str]) -> None:
        """Which of the tools is in use."""
        for each in TOOLS:
            self.button(each).setChecked(each == name)
        of_shape = name == BORDER
        self.shape_button.setChecked(of_shape)
        for action in self.shape_menu.actions():
            action.setChecked(of_shape)  # none but that tool's can be

    def say(self, text: str) -> None:
        """A line about what happened; none where there is nothing to say."""
        self.status.setText(text)
        self.status.setVisible(bool(text))

    def button(self, action: str) -> QPushButton:
        """The button of an action."""
        return self._acts[action][0]

    def let_go(self) -> None:
        """Nothing is hidden or coloured by hand any more."""
        for name in HOLDS:
            self.button(name).setChecked(False)


def flow(widgets: Sequence[QWidget]) -> QVBoxLayout:
    """Rows with as many of the widgets as fit side by side, in every language."""
    column = QVBoxLayout()
    column.setSpacing(GAP)
    row, room = QHBoxLayout(), 0
    for widget in widgets:
        width = widget.sizeHint().width() + GAP
        if width > room:
            row, room = QHBoxLayout(), ROOM
            row.setSpacing(GAP)
            column.addLayout(row)
        row.addWidget(widget, widget.sizeHint().width())
        room -= width
    return column


def _order_in_words(order: str) -> str:
    return {
        DOUBT: tr("Doubt × area"),
        AREA: tr("Largest first"),
        CLASS: tr("By class"),
        BY_CONFIDENCE: tr("Least sure first"),
        NEAR: tr("Nearest"),
    }[order]


def short(action: str) -> str:
    """What stands on a button of half the page's width."""
    return {
        ACCEPT: tr("Accept"),
        SECOND: tr("Second guess"),
        PREVIOUS: tr("Previous"),
        NEXT: tr("Next"),
        SKIP: tr("Skip"),
        UNDO: tr("Undo"),
        HIDE: tr("Hide"),
        CONFIDENCE: tr("Confidence"),
        LASSO: tr("Lasso"),
        BRUSH: tr("Brush"),
        WAND: tr("Wand"),
        SPLIT: tr("Split it"),
        MERGE: tr("Merge"),
        LEARN: tr("Learn from these"),
        BEFORE: tr("Before"),
        TAKE_BACK: tr("Take back"),
        GALLERY: tr("Gallery…"),
        CLEAR: tr("Clear"),
    }[action]
