"""The gallery beside the map: a class's words, its support pictures, the user's own chips, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...core.support import MOST_MORE, Choice
from .. import settings
from ..manual.help import add_help, help_button
from ..translation import tr
from ..wording import plain_labels
from .pictures import FAVOURED, REJECTED, USED, Picture, PictureList

FOLDER = "chip_folder"  # setting: where image files were taken from last
IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp")
STEP = 8  # pictures that are asked for at once
BOX, POLYGONS = "box", "polygons"  # where chips come from, beside files
WORDS = "|"  # between words, as in the list of classes


class GalleryPanel(QDialog):
    """The window. It knows nothing of layers; `desk.Gallery` fills it.

    Signals:
        changed: Something else was said of a class: its name, and its `Choice`.
        chips_wanted: Chips for a class: its name, and `BOX`, `POLYGONS`, or a list of files.
        save_wanted: The class of this name should be saved as a file; and how many pieces of imagery it would hold.
        apply_wanted, take_back_wanted: The button of that name was pressed.
        closed: The user is done.
    """

    changed = pyqtSignal(str, object)
    chips_wanted = pyqtSignal(str, object)
    save_wanted = pyqtSignal(str, int)
    apply_wanted = pyqtSignal()
    take_back_wanted = pyqtSignal()
    closed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._classes: dict[str, Mapping[str, Any]] = {}  # of the engine's answer, by name
        self._images: dict[str, QPixmap] = {}  # by file: the engine's are deleted once they are here
        self._chips: dict[str, list[str]] = {}  # of each class, those that were removed just now included
        self._wanted: dict[str, Choice] = {}
        self.setWindowTitle(tr("Gallery"))
        self.setAccessibleName(tr("What the machine thinks each class is"))
        self.classes, self.words = QComboBox(), QLineEdit()
        self.classes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.classes.setMinimumContentsLength(6)
        self.words.setToolTip(tr("Describe the class in other words, separated by |; Enter draws them. Empty: its own"))
        self.about, self.about_chips, self.status = QLabel(), QLabel(), QLabel()
        self.pictures, self.chips = PictureList(tr("Support pictures")), PictureList(tr("Own chips"))
        self.reject_button, self.favour_button = QPushButton(tr("Reject (R)")), QPushButton(tr("Favour (F)"))
        self.reject_button.setToolTip(tr("The selected pictures take no part; again, and they do"))
        self.favour_button.setToolTip(tr("The selected pictures count three times; again, and they count as others do"))
        self.more_button, self.add_button = QPushButton(tr("More pictures")), QPushButton(tr("Add chips"))
        self.more_button.setToolTip(tr("Have {n} more drawn of each word").format(n=STEP))
        self.remove_button = QPushButton(tr("Remove"))
        self.remove_button.setToolTip(tr("The selected chips take no part; again, and they do"))
        self.apply_button, self.take_back_button = QPushButton(tr("Apply")), QPushButton(tr("Take back"))
        self.apply_button.setToolTip(tr("Let the whole map follow now"))
        self.take_back_button.setToolTip(tr("What was there before the last change; what you corrected since stays"))
        self.save_button = QPushButton(tr("Save the class…"))
        self.save_button.setToolTip(tr("As a file for a colleague, who finds the same with it"))
        self._fill_menu()
        self._lay_out()
        self._connect()
        plain_labels(self)
        self.say("")
        self._show_class()
        self.resize(380, 640)

    def _fill_menu(self) -> None:
        menu = QMenu(self.add_button)
        menu.addAction(tr("From a box on the map")).triggered.connect(lambda *_: self._want(BOX))
        menu.addAction(tr("From reviewed polygons")).triggered.connect(lambda *_: self._want(POLYGONS))
        menu.addAction(tr("From image files…")).triggered.connect(lambda *_: self._ask_files())
        self.add_button.setMenu(menu)

    def _lay_out(self) -> None:
        fields = QGridLayout()
        for row, (text, field) in enumerate(((tr("&Class"), self.classes), (tr("&Words"), self.words))):
            label = QLabel(text)
            label.setBuddy(field)
            fields.addWidget(label, row, 0)
            fields.addWidget(field, row, 1)
        fields.setColumnStretch(1, 1)
        for label in (self.about, self.about_chips, self.status):
            label.setWordWrap(True)
        self.status.setAccessibleName(tr("About the gallery"))
        self.setAcceptDrops(True)
        for button in (*self._choosing(), self.add_button, self.apply_button, self.take_back_button, self.save_button):
            button.setAutoDefault(False)  # Enter belongs to the words
        end = QHBoxLayout()
        end.addWidget(self.save_button)
        end.addStretch(1)
        end.addWidget(help_button("review#gallery"))
        column = QVBoxLayout(self)
        column.addLayout(fields)
        column.addWidget(self.about)
        column.addWidget(self.pictures, 1)
        column.addLayout(_pairs(self.reject_button, self.favour_button, self.more_button))
        column.addWidget(self.about_chips)
        column.addWidget(self.chips)
        column.addLayout(_pairs(self.add_button, self.remove_button))
        column.addWidget(self.status)
        column.addLayout(_pairs(self.apply_button, self.take_back_button))
        column.addLayout(end)
        add_help(self, "review#gallery")

    def _choosing(self) -> tuple[QPushButton, ...]:
        return (self.reject_button, self.favour_button, self.more_button, self.remove_button)

    def _connect(self) -> None:
        self.classes.currentIndexChanged.connect(lambda _index: self._show_class())
        self.words.returnPressed.connect(self._reword)
        for signal, state in (
            (self.pictures.rejected, REJECTED),
            (self.reject_button.clicked, REJECTED),
            (self.pictures.favoured, FAVOURED),
            (self.favour_button.clicked, FAVOURED),
        ):
            signal.connect(lambda *_, state=state: self._mark(state))
        for signal in (self.chips.rejected, self.remove_button.clicked):
            signal.connect(lambda *_: self._remove())
        self.more_button.clicked.connect(lambda *_: self._more())
        self.save_button.clicked.connect(lambda *_: self.save_wanted.emit(self.name, self._imagery()))
        self.apply_button.clicked.connect(lambda *_: self.apply_wanted.emit())
        self.take_back_button.clicked.connect(lambda *_: self.take_back_wanted.emit())
        self.pictures.itemSelectionChanged.connect(self._offer)
        self.chips.itemSelectionChanged.connect(self._offer)

    # what it shows

    @property
    def name(self) -> str:
        """The class that is shown; "" for none."""
        return str(self.classes.currentData() or "")

    def show_gallery(self, answer: Mapping[str, Any], wanted: Mapping[str, Choice]) -> None:
        """Show what the engine's `gallery` said; the files may be deleted afterwards.

        Pictures that are there already stay where they are: nobody looks for the next one again after each change.
        """
        old = self._classes
        self._classes = {each["name"]: _as_before(each, old.get(each["name"])) for each in answer["classes"]}
        if not answer["draws"]:
            self._classes = {}
        rows = [row for each in self._classes.values() for row in (*each["pictures"], *each["chips"])]
        self._images = {row["file"]: QPixmap(row["file"]) for row in rows}
        self._chips = {each["name"]: [row["key"] for row in each["chips"]] for each in self._classes.values()}
        before = self.name
        self.classes.blockSignals(True)
        self.classes.clear()
        for each in answer["classes"]:
            self.classes.addItem(each["name"], each["name"])
        self.classes.setCurrentIndex(max(0, self.classes.findData(before)))
        self.classes.blockSignals(False)
        if not answer["draws"]:
            self.say(tr("The method of this run draws nothing, so there are no pictures to choose from."))
        self.show_choices(wanted)

    def value_of(self, name: str) -> int:
        """The id of a class; -1 for none."""
        return int(self._classes[name]["value"]) if name in self._classes else -1

    def start_over(self) -> None:
        """The next pictures come in an order of their own."""
        self._classes = {}
        self._show_class()

    def choose(self, name: str) -> None:
        """Show a class."""
        self.classes.setCurrentIndex(max(0, self.classes.findData(name)))

    def show_choices(self, wanted: Mapping[str, Choice]) -> None:
        """Show what is said of the pictures now."""
        self._wanted = dict(wanted)
        self._show_class(fresh=False)

    def add_chips(self, name: str, files: Mapping[str, Path]) -> None:
        """Chips of a class that the engine has cut just now, by key; `show_choices` follows."""
        known = self._chips.setdefault(name, [])
        for key, file in files.items():
            self._images[key] = QPixmap(str(file))
            if key not in known:
                known.append(key)

    def offer(self, apply: bool, take_back: bool) -> None:
        """Which of these two can do something now."""
        self.apply_button.setEnabled(apply)
        self.take_back_button.setEnabled(take_back)

    def say(self, text: str) -> None:
        """A line about what goes on; none where there is nothing to say."""
        self.status.setText(text)
        self.status.setVisible(bool(text))

    def _choice(self) -> Choice:
        return self._wanted.get(self.name, Choice())

    def _show_class(self, fresh: bool = True) -> None:
        found, choice = self._classes.get(self.name), self._choice()
        there, told = found is not None, found or {"pictures": (), "words": ()}
        drawn = there and not (told.get("file") and not choice.words)  # else its pictures are as they came
        for each in (self.words, self.save_button):
            each.setEnabled(there)
        for each in (self.pictures, self.chips, self.more_button, self.add_button):
            each.setEnabled(drawn)
        shown = [self._picture(row, choice) for row in told["pictures"]]
        self.pictures.show_pictures(shown)
        self.chips.show_pictures(self._own(choice))
        if fresh or not self.words.isModified():
            self.words.setText(WORDS.join(choice.words or told["words"]))
        self.about.setText(_counted(shown) if there else "")
        about = _about_chips(len(choice.chips)) if drawn else tr("From a class file. Other words draw it anew.")
        self.about_chips.setText(about if there else "")
        self._offer()

    def _picture(self, row: Mapping[str, Any], choice: Choice) -> Picture:
        word, number = row["word"], row["picture"]
        state, alone = choice.state_of(word, number), len(self._classes[self.name]["words"]) < 2
        label = f"{number + 1}" if alone else f"{number + 1} {word}"
        place = tr("{word}, picture {n}, {place} by how typical it is")
        parts = [place.format(word=word, n=number + 1, place=row["place"])]
        if row["whole"]:
            parts.append(tr("no region was found, the whole picture counts"))
        parts += _said_of(state)
        return Picture((word, number), self._images[row["file"]], label, "; ".join(parts), state)

    def _own(self, choice: Choice) -> list[Picture]:
        known = self._chips.get(self.name, [])
        files = {row["key"]: row["file"] for row in self._classes.get(self.name, {}).get("chips", ())}
        made = []
        for number, key in enumerate(known, start=1):
            state = USED if key in choice.chips else REJECTED
            parts = [tr("Own chip {n}").format(n=number), *_said_of(state)]
            image = self._images.get(files.get(key, key), QPixmap())
            made.append(Picture(key, image, str(number), "; ".join(parts), state))
        return made

    def _imagery(self) -> int:
        """How many pieces of imagery a file of the class would hold."""
        return int(self._classes[self.name].get("own", 0)) if self.name in self._classes else 0

    def _offer(self) -> None:
        there, own = bool(self.pictures.selectedItems()), bool(self.chips.selectedItems())
        self.reject_button.setEnabled(there)
        self.favour_button.setEnabled(there)
        self.remove_button.setEnabled(own)

    # what people do

    def _tell(self, choice: Choice) -> None:
        if self.name:
            self.changed.emit(self.name, choice)

    def _mark(self, state: str) -> None:
        """All selected pictures get a state; where all have it already, it is taken back."""
        choice, keys = self._choice(), self.pictures.chosen()
        to = USED if all(choice.state_of(*key) == state for key in keys) else state
        for key in keys:
            choice = choice.with_state(*key, to)
        if keys:
            self._tell(choice)

    def _remove(self) -> None:
        choice, keys = self._choice(), self.chips.chosen()
        gone = [key for key in keys if key in choice.chips]
        kept = [key for key in choice.chips if key not in gone]
        if keys:
            self._tell(replace(choice, chips=tuple(kept if gone else [*kept, *keys])))

    def _reword(self) -> None:
        found, choice = self._classes.get(self.name), self._choice()
        if found is None:
            return
        typed = tuple(dict.fromkeys(word.strip() for word in self.words.text().split(WORDS) if word.strip()))
        self.words.setModified(False)
        if typed != (choice.words or tuple(found["words"])):
            kept = {
                side: {word: numbers for word, numbers in getattr(choice, side).items() if word in typed}
                for side in (REJECTED, FAVOURED)
            }  # what was said of pictures of other words is about none of this class's any more
            self._tell(replace(choice, words=typed, **kept))

    def _more(self) -> None:
        choice = self._choice()
        self._tell(replace(choice, more=min(choice.more + STEP, MOST_MORE)))

    def _want(self, source: Any) -> None:
        if self.name in self._classes:
            self.chips_wanted.emit(self.name, source)

    def _ask_files(self) -> None:
        kinds = tr("Images") + " (" + " ".join(f"*{suffix}" for suffix in IMAGES) + ")"
        files, _ = QFileDialog.getOpenFileNames(self, tr("Images of the class"), settings.get(FOLDER), kinds)
        if files:
            settings.put(FOLDER, str(Path(files[0]).parent))
            self._want(list(files))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Image files may be dropped anywhere on the panel."""
        if self.name in self._classes and _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They become chips of the class."""
        files = _files(event)
        if files:
            event.acceptProposedAction()
            self._want(files)

    def reject(self) -> None:
        """Esc, and what Qt calls when the window is closed in any other way: tell that the user is done."""
        super().reject()
        self.closed.emit()


def _as_before(told: Mapping[str, Any], old: Optional[Mapping[str, Any]]) -> dict[str, Any]:
    """A class of the engine's answer, each picture with its place, in the order in which they are seen already."""
    seen = [(row["word"], row["picture"]) for row in old["pictures"]] if old is not None else []
    rows = [{**row, "place": place} for place, row in enumerate(told["pictures"], start=1)]
    known = {(row["word"], row["picture"]): row for row in rows}
    kept = [known.pop(key) for key in seen if key in known]
    return {**told, "pictures": [*kept, *known.values()]}


def _files(event: Any) -> list[str]:
    paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.lower().endswith(IMAGES)]


def _pairs(*widgets: QWidget) -> QGridLayout:
    """Two beside each other, in every language; one that is left over has the row for itself."""
    grid = QGridLayout()
    for index, widget in enumerate(widgets):
        alone = index % 2 == 0 and index == len(widgets) - 1
        grid.addWidget(widget, index // 2, index % 2, 1, 2 if alone else 1)
    return grid


def _said_of(state: str) -> list[str]:
    return {REJECTED: [tr("rejected")], FAVOURED: [tr("favoured")]}.get(state, [])


def _counted(shown: Sequence[Picture]) -> str:
    states: Callable[[str], int] = [each.state for each in shown].count
    text = tr("Pictures, most typical first: {n}").format(n=len(shown))
    said = [tr("{n} rejected").format(n=states(REJECTED))] if states(REJECTED) else []
    said += [tr("{n} favoured").format(n=states(FAVOURED))] if states(FAVOURED) else []
    return f"{text} ({', '.join(said)})" if said else text


def _about_chips(count: int) -> str:
    if count:
        return tr("Own chips, each counts as a favoured picture: {n}").format(n=count)
    return tr("Own chips: none yet. Drop image files here, or add them below.")
