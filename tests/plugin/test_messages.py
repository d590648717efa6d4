"""What the message bar shows: one line, and the rest behind a button."""

import pytest
from qgis.core import Qgis
from qgis.gui import QgsMessageBar, QgsMessageViewer
from qgis.PyQt.QtWidgets import QMainWindow, QTextBrowser, QToolButton, QVBoxLayout, QWidget
from terralex.core.errors import InputError
from terralex.plugin.messages import Messages, one_line

SENTENCES = "The first is short. The second is somewhat longer, since it has a clause. And a third."


class Window(QMainWindow):
    """As much of QGIS's `iface` as messages need, with a bar of its real kind."""

    def __init__(self, width):
        super().__init__()
        self.resize(width, 200)
        self.bar, middle = QgsMessageBar(), QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        column.addStretch(1)
        self.setCentralWidget(middle)

    def messageBar(self):
        return self.bar

    def mainWindow(self):
        return self


@pytest.fixture
def window(qtbot, request):
    made = Window(getattr(request, "param", 620))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(window):
    return window.bar.currentItem().findChild(QTextBrowser)


def lines(browser):
    """Lines of what is drawn."""
    document, found = browser.document(), 0
    block = document.begin()
    while block.isValid():
        found += block.layout().lineCount()
        block = block.next()
    return found


def details(window):
    return [b for b in window.bar.currentItem().findChildren(QToolButton) if b.text() == "Details"]


@pytest.mark.parametrize(
    "letters, told",
    [
        (len(SENTENCES), SENTENCES),
        (len(SENTENCES) - 1, "The first is short. The second is somewhat longer, since it has a clause."),
        (30, "The first is short."),
        (18, "The first is…"),
        (4, "The…"),
        (3, "Th…"),
    ],
)
def test_what_one_line_holds_ends_after_a_sentence_or_else_after_a_word(letters, told):
    assert one_line(SENTENCES, lambda part: len(part) <= letters) == told


@pytest.mark.parametrize("window", [480, 620, 900], indirect=True)
@pytest.mark.parametrize("text", ["Done.", SENTENCES, "Eins zwei drei " * 40, "a<b>c & d " * 30, "x" * 300])
def test_every_message_is_one_line_however_long_it_is(qtbot, window, text):
    Messages(window).warn(text.strip())
    qtbot.wait(50)
    one = shown(window).document().size().height()
    assert lines(shown(window)) == 1, shown(window).toPlainText()
    window.bar.clearWidgets()
    window.bar.pushMessage("Terralex", "Done.", Qgis.MessageLevel.Info)
    qtbot.wait(50)
    assert one == shown(window).document().size().height(), "as high as one short line"


def test_the_rest_is_behind_the_button_with_the_hint_and_as_it_is_typed(qtbot, window):
    error = InputError("The class “<b>” is not known to this pack, nor is any word that resembles it.", "Type another.")
    Messages(window).show_error(error)
    assert window.bar.currentItem().level() == Qgis.MessageLevel.Warning
    (button,) = details(window)
    button.click()
    (viewer,) = window.findChildren(QgsMessageViewer)
    assert viewer.isVisible() and viewer.findChild(QTextBrowser).toPlainText() == str(error)
    viewer.close()


@pytest.mark.parametrize("window", [1000], indirect=True)
def test_the_room_of_a_bar_that_is_hidden_is_known(window):
    assert not window.bar.isVisible()
    Messages(window).tell("The run is done, and it took three minutes and some seconds.")
    assert not details(window) and "some seconds." in shown(window).toPlainText()


def test_a_short_message_has_no_button(window):
    Messages(window).tell("The run is done.")
    assert not details(window) and "The run is done." in shown(window).toPlainText()


@pytest.mark.parametrize("more", ["", " and so on" * 40])
def test_names_that_look_like_html_are_shown_as_they_are_typed(window, more):
    Messages(window).tell(f"“<b>roat</b>” is not known{more}")
    assert "“<b>roat</b>” is not" in shown(window).toPlainText()
