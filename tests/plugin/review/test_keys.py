"""Keys that people choose: kept, shown, and never two for one."""

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent
from terralex.core.errors import InputError
from terralex.plugin.review.keys import ACCEPT, HIDE, LARGER, NEXT, USUAL, Keys

PLAIN = Qt.KeyboardModifier.NoModifier


def event(key, modifiers=PLAIN, text=""):
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


def test_other_keys_are_kept_for_the_next_session(qgis_app):
    keys = Keys()
    keys.choose({**USUAL, ACCEPT: "Return", NEXT: "A"})
    again = Keys()
    assert (again.of(ACCEPT), again.of(NEXT)) == ("Return", "A")
    assert again.action_of(event(Qt.Key.Key_A)) == NEXT and again.action_of(event(Qt.Key.Key_Return)) == ACCEPT
    again.choose(USUAL)
    assert QgsSettings().value("terralex/review_keys") is None


@pytest.mark.parametrize(
    "keys, sentence", [({ACCEPT: "N"}, "have the same key"), ({ACCEPT: ""}, "has no key"), ({HIDE: "3"}, "digits")]
)
def test_keys_that_cannot_be_are_refused_in_words(qgis_app, keys, sentence):
    with pytest.raises(InputError, match=sentence):
        Keys().choose({**USUAL, **keys})
    assert Keys().all() == USUAL


@pytest.mark.parametrize("kept", ["{", "[1]", '{"accept": "N"}'])
def test_nonsense_in_the_settings_leaves_the_usual_keys(qgis_app, kept):
    QgsSettings().setValue("terralex/review_keys", kept)
    assert Keys().all() == USUAL


def test_digits_of_the_number_pad_are_digits(qgis_app):
    assert Keys().action_of(event(Qt.Key.Key_3, Qt.KeyboardModifier.KeypadModifier, "3")) == "class:2"
    assert Keys().action_of(event(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)) is None
    assert Keys().action_of(event(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)) is None


def test_a_sign_of_alt_gr_counts_as_its_sign(qgis_app):
    keys = Keys()
    keys.choose({**USUAL, LARGER: "Y", NEXT: "]"})
    windows = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    assert keys.action_of(event(Qt.Key.Key_9, windows, "]")) == NEXT
    assert keys.action_of(event(Qt.Key.Key_BracketRight, Qt.KeyboardModifier.GroupSwitchModifier, "]")) == NEXT
