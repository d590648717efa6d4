"""Keys on the map: one effect each, before QGIS's shortcuts, and only while the page's tool is the one in use."""

import pytest
from qgis.core import QgsProject, QgsSnappingConfig, QgsTolerance
from qgis.gui import QgsAdvancedDigitizingDockWidget, QgsMapCanvasTracer, QgsMapToolPan
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from terralex.plugin.review.keys import BEFORE, CLASS_KEYS, CLEAR, CONFIDENCE, FIND, HELD, HIDE, SWIPE, UNDO, USUAL

from .conftest import attributes

try:
    from qgis.PyQt.QtGui import QAction
except ImportError:
    from qgis.PyQt.QtWidgets import QAction

EVERY = {
    **{f"class:{n}": digit for n, digit in enumerate(CLASS_KEYS)},
    **{action: key for action, key in USUAL.items() if action != CLEAR},
}


@pytest.fixture(scope="session")
def cad(qgis_canvas):
    """QGIS's advanced digitizing. Once: QGIS does not bear that it is deleted while the map is there, nor seen."""
    yield QgsAdvancedDigitizingDockWidget(qgis_canvas, qgis_canvas.window())
    qgis_canvas.window().hide()
    qgis_canvas.hide()  # it would still draw what belongs to the widget that goes


@pytest.fixture
def crowded(cad, desk, layer, qgis_iface, qgis_canvas):
    """QGIS with snapping, tracing and advanced digitizing on, and a shortcut of somebody else's on every key."""
    project, window = QgsProject.instance(), qgis_iface.mainWindow()
    config = QgsSnappingConfig(project)
    config.setEnabled(True)
    config.setTolerance(12)
    config.setUnits(QgsTolerance.UnitType.Pixels)
    project.setSnappingConfig(config)
    tracer = QgsMapCanvasTracer(qgis_canvas)
    trace, snap = QAction("trace", window), QAction("snap", window)
    tracer.setActionEnableTracing(trace)
    trace.setCheckable(True)
    trace.setChecked(True)
    cad.enableAction().trigger()
    fired, actions = [], [trace, snap, cad.enableAction()]
    trace.setShortcut("T")
    snap.setShortcut("S")
    for key in EVERY.values():
        other = QAction(key, window)
        other.setShortcut(QKeySequence(key))
        actions.append(other)
    for action in actions:
        action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        action.triggered.connect(lambda _checked=False, action=action: fired.append(action.text()))
        window.addAction(action)
    window.show()
    window.activateWindow()
    yield fired
    for action in actions:
        window.removeAction(action)


def press(widget, sequence):
    keys = QKeySequence(sequence)[0]
    modifiers = Qt.KeyboardModifier.ControlModifier if sequence.startswith("Ctrl+") else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(widget, Qt.Key(int(keys) & 0x01FFFFFF), modifiers)


def test_a_key_of_points_alone_goes_on_to_qgis(desk, layer, crowded, qgis_canvas, qgis_iface):
    """Backspace takes back a corner that somebody digitises; only where points are judged it is ours."""
    other = QAction(CLEAR, qgis_iface.mainWindow())
    other.setShortcut(QKeySequence(USUAL[CLEAR]))
    other.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
    other.triggered.connect(lambda _checked=False: crowded.append(CLEAR))
    qgis_iface.mainWindow().addAction(other)
    press(qgis_canvas, USUAL[CLEAR])
    qgis_iface.mainWindow().removeAction(other)
    assert crowded == [CLEAR]


@pytest.mark.parametrize("action", EVERY)
def test_every_key_has_one_effect_and_no_other(desk, layer, crowded, qgis_canvas, action):
    if action == UNDO:
        desk.session.act("class:1")
    done = []
    desk._filter.pressed.connect(done.append)
    current, steps = desk.session.queue.current, layer.undoStack().index()
    press(qgis_canvas, EVERY[action])
    assert done == [action] and crowded == []
    moved = desk.session.queue.current != current
    stepped = layer.undoStack().index() - steps
    if action.startswith("class:"):
        there = int(action[6:]) in (0, 1, 2, 9)
        assert (moved, stepped) == (there, int(there))
    else:
        expected = {"accept": (True, 1), "second": (True, 1), "undo": (True, -1), "next": (True, 0), "skip": (True, 0)}
        assert (moved, stepped) == expected.get(action, (False, 0))


@pytest.mark.parametrize("key, fires", [("S", "snap"), ("T", "trace")])
def test_snapping_and_tracing_keep_their_keys(desk, crowded, qgis_canvas, key, fires):
    QApplication.setActiveWindow(qgis_canvas.window())
    done = []
    desk._filter.pressed.connect(done.append)
    press(qgis_canvas, key)
    assert done == []
    assert crowded in ([fires], [])  # a window that the screen does not give the focus hears no shortcut


def test_with_another_tool_the_keys_are_those_of_qgis(desk, layer, qgis_canvas):
    pan = QgsMapToolPan(qgis_canvas)
    qgis_canvas.setMapTool(pan)
    done = []
    desk._filter.pressed.connect(done.append)
    for key in EVERY.values():
        press(qgis_canvas, key)
    assert done == [] and not layer.isModified()
    qgis_canvas.setMapTool(desk.box.choosing)
    press(qgis_canvas, "A")
    assert done == ["accept"]


def hold(canvas, key, kind):
    code = Qt.Key(int(QKeySequence(key)[0]))
    QApplication.sendEvent(canvas, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, key.lower()))


@pytest.mark.parametrize("action", HELD)
def test_what_is_held_ends_when_the_key_goes_up(desk, layer, qgis_canvas, action):
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())

    def state():
        return node.isVisible(), layer.renderer().type(), desk.session._swipe is not None

    before = state()
    hold(qgis_canvas, USUAL[action], QEvent.Type.KeyPress)
    held = {
        HIDE: (False, before[1], False),
        CONFIDENCE: (True, "graduatedSymbol", False),
        SWIPE: (True, before[1], True),
        BEFORE: before,  # nothing was learned
    }
    assert state() == held[action]
    hold(qgis_canvas, USUAL[action], QEvent.Type.KeyRelease)
    assert state() == before


def test_a_held_key_ends_when_the_focus_leaves(desk, layer, qgis_canvas):
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    hold(qgis_canvas, "H", QEvent.Type.KeyPress)
    assert not node.isVisible()
    QApplication.sendEvent(qgis_canvas, QEvent(QEvent.Type.FocusOut))
    assert node.isVisible()


def test_the_swipe_follows_the_mouse(desk, qgis_canvas):
    hold(qgis_canvas, "V", QEvent.Type.KeyPress)
    QTest.mouseMove(qgis_canvas.viewport(), QPoint(120, 80))
    qgis_canvas.xyCoordinates.emit(qgis_canvas.getCoordinateTransform().toMapCoordinates(120, 80))
    assert desk.session._swipe._at == 120
    bare = qgis_canvas.getCoordinateTransform().transform(500036.0, 300005.0)  # a polygon lies there, and no raster
    colour = desk.session._swipe._picture.pixelColor(round(bare.x()), round(bare.y()))
    assert colour.name() == qgis_canvas.canvasColor().name()
    hold(qgis_canvas, "V", QEvent.Type.KeyRelease)


def test_a_click_on_the_map_chooses(desk, layer, qgis_canvas):
    there = qgis_canvas.getCoordinateTransform().transform(500015.0, 300015.0)
    QTest.mouseClick(
        qgis_canvas.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(round(there.x()), round(there.y())),
    )
    assert desk.session.queue.current == 6


def test_first_letters_find_a_class(desk, layer, qgis_canvas):
    fid = desk.session.queue.current
    press(qgis_canvas, USUAL[FIND])
    line = desk.page.classes.find
    assert line.isVisible()
    QTest.keyClicks(line, "w")  # only water begins with it
    assert attributes(layer, fid)["class_name"] == "water" and not line.isVisible()


def test_esc_leaves_the_line_of_first_letters_and_gives_the_map_its_keys_back(desk, layer, qgis_canvas):
    fid = desk.session.queue.current
    press(qgis_canvas, USUAL[FIND])
    line = desk.page.classes.find
    QTest.keyClicks(line, "q")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible() and line.text() == "" and not layer.isModified()
    press(qgis_canvas, "A")
    assert desk.session.queue.current != fid


def test_with_more_than_ten_classes_digits_end_at_nine_and_first_letters_find_the_rest(desk):
    rows = desk.page.classes
    names = [f"class {letter}" for letter in "abcdefghijkl"]
    rows.show_classes([*((n, name, "#808080") for n, name in enumerate(names, start=1)), (0, "background", "")])
    assert [row.key for row in rows.rows] == [*"123456789", "", "", "", "0"]
    assert rows.find.isVisible()  # without F
    chosen = []
    rows.chosen.connect(chosen.append)
    QTest.keyClicks(rows.find, "class l")
    assert chosen == [12] and rows.find.isVisible() and rows.find.text() == ""
    QTest.keyClicks(rows.find, "class")
    assert chosen == [12]  # more than one begins so: it waits
    QTest.keyClick(rows.find, Qt.Key.Key_Return)
    assert chosen == [12, 1]
    assert rows.rows[11].accessibleName() == "class l, 0 %" and rows.rows[0].accessibleName() == "class a, 0 %, key 1"
