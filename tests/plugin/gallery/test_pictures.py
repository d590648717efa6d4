"""The list of pictures: what is said of each is seen, heard, and chosen by key."""

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QPixmap
from qgis.PyQt.QtTest import QTest
from terralex.plugin.gallery.pictures import FAVOURED, REJECTED, SIDE, USED, Picture, PictureList, marked


def image(colour="#40a040"):
    made = QPixmap(96, 96)
    made.fill(QColor(colour))
    return made


def pictures(*states):
    return [Picture(("house", n), image(), f"house {n}", f"picture {n}", state) for n, state in enumerate(states)]


@pytest.fixture
def listed(qtbot, qgis_app):
    made = PictureList("Support pictures")
    qtbot.addWidget(made)
    made.show_pictures(pictures(USED, USED, USED))
    return made


def colours(state):
    picture = marked(image(), state).toImage()
    return {picture.pixelColor(x, y).name() for x in range(0, SIDE, 3) for y in range(0, SIDE, 3)}


def test_each_state_is_seen_by_its_shape(qgis_app):
    assert colours(USED) == {"#40a040"}
    assert "#40a040" not in {marked(image(), REJECTED).toImage().pixelColor(SIDE // 2, 4).name()}, "it is pale"
    assert marked(image(), REJECTED).toImage().pixelColor(20, 20).red() > 150, "and crossed out"
    star = marked(image(), FAVOURED).toImage()
    assert star.pixelColor(SIDE - 12, 12).name() == "#ffc828" and star.pixelColor(10, SIDE - 10).name() == "#40a040"


def test_a_picture_that_is_gone_leaves_a_place_that_can_be_chosen(listed):
    listed.show_pictures([Picture("k", QPixmap(), "1", "Own chip 1", USED)])
    assert listed.count() == 1 and not listed.item(0).icon().isNull()


def test_what_is_selected_stays_so_when_states_change(listed):
    listed.item(1).setSelected(True)
    listed.show_pictures(pictures(USED, REJECTED, USED))
    assert listed.chosen() == [("house", 1)]
    listed.show_pictures([*pictures(USED, REJECTED), *pictures(USED, USED, USED, USED)[2:]])
    assert listed.count() == 4 and listed.chosen() == [("house", 1)]


def test_keys_tell_what_is_wanted_and_arrows_move(listed):
    heard = []
    listed.rejected.connect(lambda: heard.append("rejected"))
    listed.favoured.connect(lambda: heard.append("favoured"))
    listed.show()
    listed.setCurrentRow(0)
    for key in (Qt.Key.Key_R, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_F):
        QTest.keyClick(listed, key)
    assert heard == ["rejected"] * 3 + ["favoured"]
    QTest.keyClick(listed, Qt.Key.Key_Right)
    assert listed.chosen() == [("house", 1)] and len(heard) == 4


def test_rows_follow_the_width(qtbot, listed):
    listed.show()
    for width, same_row in ((400, True), (120, False), (400, True)):
        listed.resize(width, 300)
        qtbot.waitUntil(
            lambda same_row=same_row: (
                (listed.visualItemRect(listed.item(2)).top() == listed.visualItemRect(listed.item(0)).top()) is same_row
            )
        )


def test_a_screen_reader_hears_what_it_is(listed):
    item = listed.item(2)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == item.toolTip() == "picture 2"
