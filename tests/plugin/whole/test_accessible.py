"""Every panel and dialog without a mouse, by ear, narrow, enlarged, in the dark, and in languages with longer words.

With PANELS=folder in the environment each is saved there as a picture, to be looked at.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QFont, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QTableWidget,
    QTextEdit,
    QToolButton,
    QWidget,
)
from terralex.core.packs import standings
from terralex.core.protocol import ProgressEvent
from terralex.core.vocabulary import ClassSpec
from terralex.plugin import translation
from terralex.plugin.engine.python import own_place
from terralex.plugin.manual.window import ManualWindow, page_path
from terralex.plugin.messages import Messages
from terralex.plugin.packs.window import PacksWindow
from terralex.plugin.panel.class_table import KIND
from terralex.plugin.results.export import ExportDialog
from terralex.plugin.results.layers import add_results
from terralex.plugin.results.why import WhyPanel
from terralex.plugin.runs.dialog import RunsDialog
from terralex.plugin.runs.on_disk import Run
from terralex.plugin.set_up.doctor import Doctor
from terralex.plugin.set_up.examination import Engine, sections
from terralex.plugin.set_up.panel import SetUpPanel

ROOT = Path(__file__).resolve().parents[3]
NARROW = 300  # pixels
CONTROLS = (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QAbstractSpinBox,
    QAbstractSlider,
    QAbstractItemView,
    QTextEdit,
    QPlainTextEdit,
)
SYMBOL = 2  # characters; a shorter text on a button is a sign
SEEN = 60  # of 255: between the darkest and the lightest pixel of something to read


def controls(window):
    """What can be worked with, as it is seen now; what Qt and QGIS build their own widgets of counts as one."""

    def inside(widget):
        above = (QComboBox, QAbstractItemView, QAbstractSpinBox, QLineEdit, QGroupBox)  # a group box that folds
        return (
            isinstance(widget.parent(), above)
            or isinstance(widget, QScrollBar)
            or widget.objectName().startswith("qt_")
        )

    found = [each for kind in CONTROLS for each in window.findChildren(kind)]
    return [each for each in dict.fromkeys(found) if each.isVisible() and not inside(each)]


def name_of(widget):
    """What a screen reader says of a control."""
    buddies = [
        label.text() for label in widget.window().findChildren(QLabel) if label.buddy() in (widget, widget.parent())
    ]
    text = widget.text() if isinstance(widget, (QPushButton, QToolButton, QCheckBox)) else ""
    named = widget.accessibleName() or (text if len(text) > SYMBOL else "") or "".join(buddies)
    parent = widget.parent()
    return named or parent.accessibleName() or (parent.dialogTitle() if hasattr(parent, "dialogTitle") else "")


def describe(widget):
    return f"{type(widget).__name__} “{widget.accessibleName() or getattr(widget, 'text', str)()}”"


def nameless(window):
    return [describe(each) for each in controls(window) if not name_of(each)]


def without_tip(window):
    """Buttons that show a sign or nothing, and do not say what they do."""
    buttons = [each for each in controls(window) if isinstance(each, QAbstractButton)]
    return [describe(each) for each in buttons if len(each.text()) <= SYMBOL and not (each.toolTip() or own(each))]


def own(widget):
    """Whether it belongs to a widget of QGIS, which names it itself (“…” beside a file)."""
    return type(widget.parent()).__module__.startswith("qgis") and not isinstance(widget.parent(), QWidget)


def same_keys(window):
    """Accelerators that lead to several places, so that Alt and the key reach none of them at once."""
    labels = [label for label in window.findChildren(QLabel) if label.isVisible() and label.buddy() is not None]
    buttons = [each for each in controls(window) if isinstance(each, QAbstractButton)]
    found = {}
    for each in [label for label in labels if label.buddy().isEnabled()] + [b for b in buttons if b.isEnabled()]:
        key = QKeySequence.mnemonic(each.text()).toString()
        if key:
            found.setdefault(key, []).append(each.text())
    return [f"{key}: {', '.join(texts)}" for key, texts in found.items() if len(texts) > 1]


def unreachable(window):
    """Controls that Tab does not come to, and steps of Tab that go up the window."""
    chain, widget = [], window.nextInFocusChain()
    while widget is not window:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    reached = {each.focusProxy() or each for each in chain} | set(chain)
    lost = [
        describe(each)
        for each in controls(window)
        if each.isEnabled()
        and each not in reached
        and not any(below in reached for below in each.findChildren(QWidget))
        and not isinstance(each.parent().parent(), QAbstractItemView)  # in a cell, which Enter opens
    ]
    views = [each for each in controls(window) if isinstance(each, QAbstractItemView)]
    lost += [f"{describe(each)} keeps Tab" for each in views if each.tabKeyNavigation()]
    known = set(controls(window))
    steps = [each for each in chain if each in known]
    back = [
        f"{describe(before)} before {describe(after)}"
        for before, after in zip(steps, steps[1:])
        if scroller(before) is scroller(after) and place(after).bottom() <= place(before).top()
    ]
    return lost + back


def scroller(widget):
    """The innermost scrolled area that a control is in; what is outside stays where it is when others move."""
    while widget is not None and not isinstance(widget, QScrollArea):
        widget = widget.parent()
    return widget


def place(widget):
    """Where it is in its window."""
    return widget.rect().translated(widget.mapTo(widget.window(), QPoint(0, 0)))


def cut(window):
    """Texts that do not fit into their widgets, and widgets that do not fit into the window."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.objectName().startswith("qt_"):
            continue
        if label.wordWrap():
            words = label.sizeHint().width() if " " not in label.text() else 0
            if label.heightForWidth(label.width()) > label.height() + 1 or words > label.width() + 1:
                found.append(describe(label))
        elif label.sizeHint().width() > label.width() + 1:
            found.append(describe(label))
    for button in controls(window):
        needed = (
            button.fontMetrics().horizontalAdvance(button.text().replace("&", "")) if hasattr(button, "text") else 0
        )
        if isinstance(button, (QPushButton, QToolButton, QCheckBox)) and needed > button.width() - 2:
            found.append(describe(button))
        if isinstance(button, QLineEdit) and not button.text() and os.sep not in button.placeholderText():
            needed = button.fontMetrics().horizontalAdvance(button.placeholderText())
            if needed > 1.5 * button.width():  # Qt ends a longer one with an ellipsis
                found.append(f"{describe(button)}, placeholder “{button.placeholderText()}”")
        if isinstance(button, QComboBox) and not hasattr(button, "currentLayer") and button.isEnabled():
            option = QStyleOptionComboBox()
            button.initStyleOption(option)
            room = button.style().subControlRect(
                QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, button
            )
            if button.fontMetrics().horizontalAdvance(button.currentText()) > room.width() + 2:
                found.append(f"{describe(button)}, choice “{button.currentText()}”")
        if isinstance(button, QTableWidget):
            header = button.horizontalHeader()
            for column in range(button.columnCount()):
                text = button.horizontalHeaderItem(column).text()
                if header.fontMetrics().horizontalAdvance(text) > header.sectionSize(column):
                    found.append(f"column “{text}”")
    for area in window.findChildren(QScrollArea):
        if area.isVisible() and area.widget().minimumSizeHint().width() > area.viewport().width():
            found += [f"{describe(area)} scrolls sideways", *widest(area)]
    return found


def widest(window):
    """What makes a window wide, for whoever has to mend it."""
    parts = [each for each in window.findChildren(QWidget) if each.isVisible()]
    parts.sort(key=lambda each: -each.minimumSizeHint().width())
    return [f"{describe(each)}: {each.minimumSizeHint().width()}" for each in parts[:8]]


def unseen(window):
    """Texts that have nearly the colour of what they stand on."""
    picture = window.grab().toImage()
    ratio, found = picture.devicePixelRatio(), []
    for widget in [*controls(window), *window.findChildren(QLabel)]:
        text = getattr(widget, "text", str)() or getattr(widget, "currentText", str)()
        box = place(widget).intersected(window.rect())
        if not widget.isVisible() or not widget.isEnabled() or not text or box.width() < 8 or box.height() < 8:
            continue
        if not widget.visibleRegion().boundingRect().contains(widget.rect().adjusted(3, 3, -3, -3)):
            continue  # scrolled out of sight
        inner = box.adjusted(3, 3, -3, -3)
        shades = [
            picture.pixelColor(int(x * ratio), int(y * ratio)).lightness()
            for x in range(inner.left(), inner.right(), 2)
            for y in range(inner.top(), inner.bottom(), 2)
        ]
        if max(shades) - min(shades) < SEEN:
            found.append(describe(widget))
    return found


LOOKS = (("en", "plain"), ("en", "dark"), ("de", "plain"), ("de", "large"), ("es", "plain"), ("es", "dark"))


@pytest.fixture(params=LOOKS, ids=["-".join(each) for each in LOOKS])
def look(request, qgis_app):
    """The interface in a language, as it is, with letters of twice the size, or in QGIS's dark theme.

    Returns:
        The look's name, and how wide a dock is at least: letters of twice the size make 300 pixels of 150.
    """
    language, kind = request.param
    app, settings = QApplication.instance(), QgsSettings()
    font, palette, sheet = app.font(), app.palette(), app.styleSheet()
    settings.setValue("locale/overrideFlag", True)
    settings.setValue("locale/userLocale", language)
    translator = translation.install()
    if kind == "large":
        larger = QFont(font)
        larger.setPointSizeF(2 * font.pointSizeF())
        app.setFont(larger)
    elif kind == "dark":
        QgsApplication.setUITheme("Night Mapping")
    yield f"{language} {kind}", 2 * NARROW if kind == "large" else NARROW
    QgsApplication.setUITheme("default")
    app.setFont(font)
    app.setPalette(palette)
    app.setStyleSheet(sheet)
    translation.remove(translator)
    settings.remove("locale/overrideFlag")
    settings.remove("locale/userLocale")


def shown(qtbot, widget, look, height=700):
    qtbot.addWidget(widget)
    widget.resize(look[1], height)
    widget.show()
    qtbot.waitExposed(widget)
    settle()
    return widget


def settle():
    """Layouts have had their say."""
    for _ in range(5):
        QApplication.processEvents()


def check(window, name, look):
    """All that can be wrong with a panel, as one list."""
    if os.environ.get("PANELS"):
        window.grab().save(str(Path(os.environ["PANELS"]) / f"{name} {look[0]}.png"))
    wrong = {
        "has no name": nameless(window),
        "has no tool tip": without_tip(window),
        "is out of Tab's way": unreachable(window),
        "share a key with Alt": same_keys(window),
        "is cut": cut(window),
        "cannot be seen": unseen(window),
    }
    if window.width() > look[1]:
        wrong["is too wide"] = [f"{window.width()} instead of {look[1]} pixels", *widest(window)]
    assert not {key: found for key, found in wrong.items() if found}


def a_run(folder, finished):
    classes = (ClassSpec("building", colour="#aa0000"), ClassSpec("road", colour="#555555"))
    request = {"pack": "starter", "method": "ovdiff", "preset": "balanced", "seed": 0}
    return Run(folder, "/data/orthophoto 2026.tif", classes, request, finished, 1.7e9, 12_000_000, ("A warning.",))


@pytest.mark.parametrize("state", ["new", "with results", "being set up", "running"])
def test_the_dock(qtbot, look, request, state, results):
    dock = request.getfixturevalue("dock")
    if state == "with results":
        add_results(QgsProject.instance(), results, dock.form.classes.specs(), "image")
    else:
        dock.set_up.hide()
    shown(qtbot, dock, look, 1460)  # all of it at once: a scroll bar would take from the width
    if state == "being set up":
        dock.set_up.explain("No Python on this computer can run the engine.")
        dock.set_up.show_state("unfinished")
        settle()
    if state == "running":
        form = dock.form
        form.area.setCurrentIndex(form.area.findData("rectangle"))
        form.say_area("1.2 km².")
        form.show_times({"balanced": translation.tr("about {time}").format(time="12 min")})
        needs = translation.tr("Needs about {memory} of memory, and up to {disk} on the disk.")
        form.say_costs(needs.format(memory="1.9 GB", disk="340 MB"))
        small = translation.tr("⚠ Too small for the {cell} px that the networks tell apart: {names}.")
        form.say_sight(small.format(cell=8, names="car (5 px), person (1 px)"))
        dock.panel.set_busy(True)
        dock.panel.show_progress(ProgressEvent(1, "match", "Matching 120 of 900 windows", 120, 900, 0.4, 400.0))
        settle()
    check(dock, f"dock {state}", look)


@pytest.mark.parametrize("state", ["absent", "outdated"])
def test_the_set_up_panel(qtbot, look, state):
    panel = SetUpPanel()
    panel.show_state(state)
    panel.show_facts("410 MB", "CPU", "No card was found.", "/home/user/.local/share/terralex/engine")
    panel.more.setCollapsed(False)
    check(shown(qtbot, panel, look, 1000), f"set_up {state}", look)


def test_the_doctor(qtbot, qgis_iface, look):
    doctor = Doctor(lambda: "", Messages(qgis_iface))
    doctor._busy(False)
    doctor.page.setHtml("")
    engine = Engine("", "The disk is full.", {}, (), "absent", 0, 0, 10**11)
    doctor._found = sections(engine, own_place())
    doctor._on_found.__self__._task = object()
    doctor._on_found(engine)
    check(shown(qtbot, doctor, look), "doctor", look)


def test_earlier_runs(qtbot, tmp_path, look):
    runs = [a_run(tmp_path / f"2026-01-0{day}_abc123", finished) for day, finished in ((2, True), (1, False))]
    check(shown(qtbot, RunsDialog(runs), look), "runs", look)


def test_the_export_dialog(qtbot, results, look):
    layer = QgsVectorLayer(f"{results['segments']}|layername=segments", "Polygons image 2026-01-02_abc123", "ogr")
    dialog = ExportDialog(layer)
    check(shown(qtbot, dialog, look), "export", look)
    dialog.format.setCurrentIndex(dialog.format.findText("COCO (folder)"))
    settle()
    check(dialog, "export chips", look)


def test_why_here(qtbot, look, image):
    panel = WhyPanel()
    best = {"word": "building", "picture": 2, "level": "part", "side": "fg", "file": str(image), "owner": "building"}
    answer = {
        "class": "building",
        "confidence": 0.8,
        "x": 500012.4,
        "y": 5800321.0,
        "map": 2,
        "here": "",
        "classes": [
            {"value": 1, "name": "building", "share": 0.8, "witnesses": [best]},
            {"value": 2, "name": "road", "share": 0.2, "witnesses": []},
        ],
    }
    panel.show_answer(answer, {"building": "#aa0000", "road": "#555555"})
    check(shown(qtbot, panel, look), "why", look)


@pytest.mark.parametrize("asking", [False, True])
def test_the_packs_window(qtbot, look, asking):
    window = PacksWindow()
    window.show_packs(standings(), {}, "Room for all.", "ovdiff")
    shown(qtbot, window, look, 900 if look[1] == NARROW else 1400)
    if asking:
        window.fetch_button.click()
    else:
        window.set_work(True, True)
        window.show_progress(ProgressEvent(1, "fetch", "Fetching unet.safetensors: 1.2 GB of 4.9 GB", 1, 2, 0.5))
    settle()
    check(window, f"packs {'asking' if asking else 'fetching'}", look)


def test_the_manual(qtbot, look):
    window, look = ManualWindow(), (look[0], 3 * look[1] // 2)  # a window to read in, not a dock
    shown(qtbot, window, look)
    window.open_page(page_path("classes"))
    window.go_back()
    settle()
    check(window, "manual", look)


def test_the_dock_on_a_screen_with_twice_the_pixels():
    """Qt takes the factor once, when it starts: in a process of its own."""
    asked = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        __file__,
        "-k",
        "test_the_dock and de-plain",
    ]
    done = subprocess.run(
        asked,
        env={**os.environ, "QT_SCALE_FACTOR": "2", "PANELS": os.environ.get("PANELS_TWICE", "")},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0 and "4 passed" in done.stdout, done.stdout[-2000:]


def test_a_cell_of_the_class_table_is_opened_by_the_enter_key(qtbot, dock):
    classes = dock.form.classes
    shown(qtbot, dock, ("en plain", NARROW))
    table = classes.table
    table.setFocus()
    table.setCurrentCell(1, KIND)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    combo = table.cellWidget(1, KIND)
    qtbot.waitUntil(lambda: combo.view().isVisible())
    combo.hidePopup()
    combo.setCurrentIndex(combo.findData("stuff"))
    assert classes.specs()[1].kind == "stuff"
