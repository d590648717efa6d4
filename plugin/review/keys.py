"""The keys of the page Review and of the points of a sample: what each does, and those that people chose instead."""

from __future__ import annotations

import json
from typing import Mapping, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence

from ...core.errors import InputError
from .. import settings
from ..translation import tr

SETTING = "review_keys"
CLASS_KEYS = "1234567890"  # of the first nine classes, and of background
ACCEPT, SECOND, NEXT, PREVIOUS, SKIP, UNDO, FIND = "accept", "second", "next", "previous", "skip", "undo", "find"
HIDE, CONFIDENCE, SWIPE = "hide", "confidence", "swipe"
LASSO, BRUSH, WAND, SPLIT, MERGE, BORDER = "lasso", "brush", "wand", "split", "merge", "border"
SMALLER, LARGER = "smaller", "larger"
CLEAR = "clear"  # of a point
LEARN, BEFORE, TAKE_BACK = "learn", "before", "take back"  # the last has no key: it is seldom wanted
GALLERY = "gallery"
HELD = (HIDE, CONFIDENCE, SWIPE, BEFORE)  # they act as long as they are held
USUAL = {
    ACCEPT: "A",
    SECOND: "X",
    NEXT: "N",
    PREVIOUS: "P",
    SKIP: "J",
    UNDO: "Ctrl+Z",
    FIND: "F",
    HIDE: "H",
    CONFIDENCE: "C",
    SWIPE: "V",
    LASSO: "L",
    BRUSH: "B",
    SMALLER: "[",
    LARGER: "]",
    WAND: "W",
    SPLIT: "K",
    MERGE: "M",
    LEARN: "G",
    BEFORE: "D",
    GALLERY: "E",
    CLEAR: "Backspace",
}
OF_POINTS = frozenset((NEXT, PREVIOUS, UNDO, FIND, CLEAR))
OF_POLYGONS = frozenset(USUAL) - {CLEAR}
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


def described(action: str) -> str:
    """What a key does, in the user's language."""
    return {
        ACCEPT: tr("Accept the class"),
        SECOND: tr("Take the second guess"),
        NEXT: tr("Next polygon or point"),
        PREVIOUS: tr("Previous polygon or point"),
        SKIP: tr("Skip: it comes again at the end"),
        UNDO: tr("Undo"),
        FIND: tr("Find a class by its first letters"),
        HIDE: tr("Hold: hide the polygons"),
        CONFIDENCE: tr("Hold: show how sure the run was"),
        SWIPE: tr("Hold: only the picture left of the mouse"),
        LASSO: tr("Lasso: what it surrounds gets a class"),
        BRUSH: tr("Brush: what it paints gets a class"),
        SMALLER: tr("A smaller brush or wand"),
        LARGER: tr("A larger brush or wand"),
        WAND: tr("Wand: what looks alike around the mouse gets a class"),
        SPLIT: tr("Split the polygon by a line"),
        MERGE: tr("Merge the polygon with a neighbour that is clicked"),
        LEARN: tr("Learn from what was reviewed"),
        BEFORE: tr("Hold: what was before, left of the mouse"),
        GALLERY: tr("Gallery: the pictures that each class was learned from"),
        CLEAR: tr("Accuracy: take back what was said of the point"),
    }[action]


class Keys:
    """Which key does what. Classes have the digits; all others can be chosen."""

    def __init__(self) -> None:
        self._chosen = self._read()

    def of(self, action: str) -> str:
        """The key of an action as Qt writes it, such as "Ctrl+Z"."""
        return self._chosen.get(action, USUAL[action])

    def shown(self, action: str) -> str:
        """The same as it is shown on this computer."""
        return QKeySequence(self.of(action)).toString(QKeySequence.SequenceFormat.NativeText)

    def told(self, action: str) -> str:
        """What an action does, and its key."""
        return f"{described(action)} ({self.shown(action)})"

    def all(self) -> dict[str, str]:
        """All of them, by action."""
        return {action: self.of(action) for action in USUAL}

    def choose(self, keys: Mapping[str, str]) -> None:
        """Take other keys and remember them.

        Raises:
            InputError: two actions have one key, or one has none or a digit's.
        """
        problem = problem_of(keys)
        if problem:
            raise InputError(problem, tr("Choose another key."))
        self._chosen = {action: key for action, key in keys.items() if key != USUAL[action]}
        settings.put(SETTING, json.dumps(self._chosen) if self._chosen else "")

    def action_of(self, event: QKeyEvent) -> Optional[str]:
        """What a key event asks for: an action, "class:N" for the Nth key of classes, or None."""
        key, modifiers = event.key(), event.modifiers() & ~_IGNORED
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and modifiers == Qt.KeyboardModifier.NoModifier:
            return f"class:{CLASS_KEYS.index(chr(key))}"
        pressed = int(key) | _number(modifiers)
        for action in USUAL:
            sequence = QKeySequence(self.of(action))
            if sequence.count() and _combination(sequence) == pressed:
                return action
        if event.text() and modifiers & ~(Qt.KeyboardModifier.ShiftModifier | _alt_gr()) == _none():
            return next((a for a in USUAL if len(self.of(a)) == 1 and self.of(a) == event.text()), None)  # [ by AltGr
        return None

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(settings.get(SETTING, "{}"))
            chosen = {action: str(found[action]) for action in USUAL if action in found}
        except (ValueError, TypeError):
            return {}
        return {} if problem_of({**USUAL, **chosen}) else chosen


def problem_of(keys: Mapping[str, str]) -> str:
    """Why these keys cannot be taken, "" where they can."""
    seen: dict[str, str] = {}
    for action, key in keys.items():
        if not key:
            return tr("“{action}” has no key.").format(action=described(action))
        if key in CLASS_KEYS:
            return tr("The digits are those of the classes: choose another key for “{action}”.").format(
                action=described(action)
            )
        if key in seen:
            return tr("“{one}” and “{other}” have the same key.").format(
                one=described(seen[key]), other=described(action)
            )
        seen[key] = action
    return ""


def _number(modifiers: Qt.KeyboardModifiers) -> int:
    return int(getattr(modifiers, "value", modifiers))  # an enumeration in Qt 6


def _none() -> Qt.KeyboardModifiers:
    return Qt.KeyboardModifier.NoModifier


def _alt_gr() -> Qt.KeyboardModifiers:
    return Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier  # as Windows tells it


def _combination(sequence: QKeySequence) -> int:
    first = sequence[0]
    return int(first.toCombined()) if hasattr(first, "toCombined") else int(first)  # Qt 6, Qt 5
