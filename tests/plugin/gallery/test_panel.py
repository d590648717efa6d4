"""The panel: what is shown of a class, and what people say of it by mouse, keys and drops."""

import pytest
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from terralex.core.support import Choice
from terralex.plugin.gallery.panel import POLYGONS, STEP, GalleryPanel


@pytest.fixture
def panel(qtbot, qgis_app, answer):
    """The panel with an answer; what is said is shown as the desk does, and listed in `panel.told`."""
    made = GalleryPanel()
    qtbot.addWidget(made)
    made.told, made.wanted = [], {"building": Choice(chips=("a" * 64,))}

    def hear(name, choice):
        made.told.append((name, choice))
        made.wanted[name] = choice
        made.show_choices(made.wanted)

    made.changed.connect(hear)
    made.show_gallery(answer, made.wanted)
    made.show()
    return made


def labels(listed):
    return [listed.item(row).text() for row in range(listed.count())]


def select(listed, *rows):
    listed.clearSelection()
    for row in rows:
        listed.item(row).setSelected(True)


def test_pictures_come_as_the_engine_orders_them_and_say_what_they_are(panel):
    assert panel.name == "building" and panel.words.text() == "house|roof"
    assert labels(panel.pictures) == ["5 house", "4 house", "3 house", "2 house", "1 house"]
    assert panel.pictures.item(0).toolTip() == "house, picture 5, 1 by how typical it is"
    assert "no region was found" in panel.pictures.item(4).toolTip()
    assert panel.about.text() == "Pictures, most typical first: 5" and labels(panel.chips) == ["1"]


def test_pictures_stay_where_they_are_until_the_panel_is_opened_again(panel, answer):
    pictures = answer["classes"][0]["pictures"]
    new = {**pictures[0], "picture": 5}
    answer["classes"][0]["pictures"] = [new, *pictures[::-1]]
    panel.show_gallery(answer, panel.wanted)
    assert labels(panel.pictures) == ["5 house", "4 house", "3 house", "2 house", "1 house", "6 house"]
    assert panel.pictures.item(5).toolTip() == "house, picture 6, 1 by how typical it is"
    panel.start_over()
    panel.show_gallery(answer, panel.wanted)
    assert labels(panel.pictures)[0] == "6 house"


def test_a_picture_is_rejected_by_key_and_taken_back_by_the_same_key(panel):
    select(panel.pictures, 1)
    QTest.keyClick(panel.pictures, Qt.Key.Key_Delete)
    assert panel.told[-1] == ("building", Choice(rejected={"house": (3,)}, chips=("a" * 64,)))
    assert panel.pictures.item(1).toolTip().endswith("rejected") and "1 rejected" in panel.about.text()
    QTest.keyClick(panel.pictures, Qt.Key.Key_R)
    assert panel.told[-1][1] == Choice(chips=("a" * 64,)) and "rejected" not in panel.about.text()


def test_several_are_favoured_at_once_and_one_that_was_rejected_is_no_more(panel):
    select(panel.pictures, 0)
    panel.reject_button.click()
    select(panel.pictures, 0, 2)
    panel.favour_button.click()
    choice = panel.told[-1][1]
    assert choice.favoured == {"house": (2, 4)} and not choice.rejected
    panel.favour_button.click()
    assert not panel.told[-1][1].favoured


def test_buttons_rest_where_nothing_is_selected(panel):
    assert not panel.reject_button.isEnabled() and not panel.remove_button.isEnabled()
    select(panel.pictures, 0)
    select(panel.chips, 0)
    assert panel.reject_button.isEnabled() and panel.remove_button.isEnabled()


def test_enter_in_the_words_rewords_and_presses_no_button(panel):
    taken = []
    panel.apply_wanted.connect(lambda: taken.append(1))
    panel.words.setFocus()
    panel.words.selectAll()
    QTest.keyClicks(panel.words, "hut | shed |")
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    assert panel.told == [("building", Choice(words=("hut", "shed"), chips=("a" * 64,)))] and not taken
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    assert len(panel.told) == 1, "nothing is said twice"
    panel.words.selectAll()
    QTest.keyClick(panel.words, Qt.Key.Key_Delete)
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    assert panel.told[-1][1].words == () and panel.words.text() == "house|roof"


def test_more_pictures_and_another_class(panel):
    panel.more_button.click()
    panel.more_button.click()
    assert panel.told[-1][1].more == 2 * STEP
    panel.choose("road")
    assert labels(panel.pictures) == ["3", "2", "1"] and panel.words.text() == "road"
    assert "none yet" in panel.about_chips.text() and not panel.chips.count()


def test_a_chip_is_removed_and_brought_back(panel):
    select(panel.chips, 0)
    QTest.keyClick(panel.chips, Qt.Key.Key_Delete)
    assert panel.told[-1][1].chips == () and panel.chips.item(0).toolTip() == "Own chip 1; rejected"
    panel.remove_button.click()
    assert panel.told[-1][1].chips == ("a" * 64,)


def test_new_chips_are_seen_beside_the_others(panel, answer):
    panel.add_chips("building", {"b" * 64: answer["classes"][1]["pictures"][0]["file"]})
    panel.show_choices({"building": Choice(chips=("a" * 64, "b" * 64))})
    assert labels(panel.chips) == ["1", "2"] and ": 2" in panel.about_chips.text()


def test_image_files_are_dropped_on_it_and_other_files_are_not(panel):
    wanted = []
    panel.chips_wanted.connect(lambda *what: wanted.append(what))
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for names, taken in ((["a.png", "b.JPG", "c.txt"], True), (["c.txt"], False)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(f"/data/{name}") for name in names])
        enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
        panel.dragEnterEvent(enter)
        assert enter.isAccepted() is taken
        panel.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))
    assert wanted == [("building", ["/data/a.png", "/data/b.JPG"])]


def test_the_menu_asks_for_chips_of_the_class(panel):
    wanted = []
    panel.chips_wanted.connect(lambda *what: wanted.append(what))
    panel.choose("road")
    panel.add_button.menu().actions()[1].trigger()
    assert wanted == [("road", POLYGONS)]


def test_a_method_that_draws_nothing_says_so_and_offers_nothing(panel, answer):
    panel.show_gallery({**answer, "draws": False}, {})
    assert "draws nothing" in panel.status.text() and not panel.pictures.count()
    assert not panel.words.isEnabled() and not panel.add_button.isEnabled()


def test_esc_closes_it_once(panel):
    told = []
    panel.closed.connect(lambda: told.append(1))
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible() and told == [1]
