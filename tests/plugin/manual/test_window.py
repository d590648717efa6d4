"""The manual: its pages hang together, say what the code says, and open where help is asked for."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QImage, QPalette, QPixmap
from qgis.PyQt.QtWidgets import QDialogButtonBox, QMainWindow, QToolButton, QWidget
from terralex.plugin.manual.help import add_help, close_help, help_button, show_help
from terralex.plugin.manual.window import FOLDER, WEB, ManualWindow, page_path, pages, slug
from terralex.plugin.results.export import ExportDialog

ROOT = Path(__file__).resolve().parents[3]
IMAGES = ROOT / "docs" / "images"
# Pages that the manual leads to; they are in the zip as well.
SHIPPED = [
    *FOLDER.glob("*.md"),
    *(ROOT / "docs" / f"{name}.md" for name in ("cluster", "install", "layers", "packs", "processing", "times")),
]
OF_README = {"map.jpg", "contact_sheet.jpg", "methods.jpg", "simulate.png"}  # and of pages that are not in the zip
LARGEST = 150_000  # bytes
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_spec = importlib.util.spec_from_file_location("failures", ROOT / "scripts" / "failures.py")
failures = sys.modules["failures"] = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(failures)


def links(path):
    """Where a page leads, code left out."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return _LINK.findall(text)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_link_of_a_page_leads_somewhere(path):
    for link in links(path):
        if link.startswith("https://"):
            continue
        name, _, fragment = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.is_file(), f"{path.name} leads to {link}"
        if fragment:
            headlines = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert fragment in {slug(headline) for headline in headlines}, link
        if target.suffix == ".md" and path.parent == FOLDER:
            assert target in SHIPPED, f"{link} is not in the zip"


def test_the_contents_name_every_page_once():
    assert sorted(pages()) == sorted(path.stem for path in FOLDER.glob("*.md"))


def test_every_picture_is_shown_in_the_manual_has_a_dark_twin_and_is_made_by_a_scene():
    shown = {Path(link).name for path in SHIPPED for link in links(path) if link.endswith((".png", ".jpg"))}
    there = {path.name for path in IMAGES.iterdir()} - OF_README
    assert {name for name in there if "-dark." not in name} == shown
    assert there - shown == {name.replace(".", "-dark.") for name in shown}
    scenes = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts").glob("pictures_*.py"))
    taken = {Path(name).stem for name in shown}
    assert set(re.findall(r"""shoot\(\s*"([\w-]+)\"""", scenes)) <= taken
    assert {name for name in taken if f'"{name}"' not in scenes} == set()
    assert {path.name for path in IMAGES.iterdir() if path.stat().st_size > LARGEST} <= OF_README


def test_the_page_of_all_errors_is_what_the_code_says():
    written = failures.PAGE.read_text(encoding="utf-8")
    assert written == failures.page(), "Sentences have changed: run scripts/failures.py"


def test_the_sentences_that_the_manual_explains_are_those_that_are_said():
    said = [sentence.message for sentence in failures.sentences()]
    page = page_path("trouble").read_text(encoding="utf-8")
    explained = [line[2:].split(" | ")[0] for line in page.splitlines() if re.match(r"\| (?!What is said)", line)]
    assert len(explained) > 20
    for sentence in explained:
        pattern = ".*".join(re.escape(part) for part in sentence.split("…"))
        assert any(re.match(pattern, each, re.DOTALL) for each in said), sentence


@pytest.fixture
def window(qtbot):
    """A window of QGIS, with QGIS's own F1."""
    made = QMainWindow()
    qtbot.addWidget(made)
    made.asked = []
    action = made.menuBar().addMenu("Help").addAction("Help Contents")
    action.setShortcut("F1")
    action.triggered.connect(lambda: made.asked.append("QGIS"))
    made.resize(900, 700)
    made.show()
    return made


def manual_of(window):
    return window.findChild(ManualWindow)


def test_the_docks_button_opens_the_manual_with_its_pictures(qtbot, dock, window):
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    dock.show()
    button = next(each for each in dock.panel.findChildren(QToolButton) if each.text() == "Help")
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    manual = manual_of(window)
    assert manual.isVisible() and manual.page.toPlainText().startswith("Your first map")
    picture = manual.page.loadResource(2, QUrl("../images/ready.jpg"))
    assert 400 < picture.width() <= manual.page.viewport().width()
    close_help(window)
    qtbot.waitUntil(lambda: manual_of(window) is None)


@pytest.mark.parametrize(
    ("place", "title"),
    [
        (lambda dock: dock.form.classes.line, "Classes"),
        (lambda dock: dock.form.classes.table, "Classes"),
        (lambda dock: dock.form.area, "Areas and layers"),
        (lambda dock: dock.form.preset, "Packs and quality"),
        (lambda dock: dock.panel.run_button, "Results and correcting"),
    ],
)
def test_f1_opens_the_page_of_the_place_and_not_qgis_own_help(qtbot, dock, window, place, title):
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    dock.welcome.close()
    dock.show()
    window.activateWindow()
    widget = place(dock)
    qtbot.waitUntil(widget.isVisible)
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_F1)
    assert manual_of(window).page.toPlainText().startswith(title)
    assert window.asked == []


def test_elsewhere_f1_is_still_qgis_own(qtbot, window):
    central = QWidget()
    window.setCentralWidget(central)
    add_help(QWidget(window), "classes")
    central.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.activateWindow()
    central.setFocus()
    qtbot.waitUntil(central.hasFocus)
    qtbot.keyClick(central, Qt.Key.Key_F1)
    assert window.asked == ["QGIS"] and manual_of(window) is None


def test_a_dialog_that_waits_for_an_answer_lets_its_help_be_read(qtbot, results):
    dialog = ExportDialog(QgsVectorLayer(f"{results['segments']}|layername=segments", "polygons"))
    qtbot.addWidget(dialog)
    dialog.setModal(True)
    dialog.show()
    qtbot.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Help), Qt.MouseButton.LeftButton)
    manual = manual_of(dialog)
    assert manual.page.toPlainText().startswith("Export") and dialog.isVisible()
    qtbot.mouseClick(manual.back, Qt.MouseButton.LeftButton)
    manual.wanted.setFocus()
    qtbot.keyClicks(manual.wanted, "shapefile")
    assert manual.wanted.text() == "shapefile"


@pytest.fixture
def manual(qtbot):
    made = ManualWindow()
    qtbot.addWidget(made)
    made.open_page(page_path("index"))
    made.show()
    return made


def test_links_lead_to_pages_and_headlines_and_back_leads_back(qtbot, manual):
    manual.follow(QUrl("results.md#why-here"))
    assert manual.page.path.name == "results.md" and manual.page.verticalScrollBar().value() > 100
    manual.follow(QUrl("../install.md"))
    assert manual.page.toPlainText().startswith("Installing the engine")
    qtbot.mouseClick(manual.back, Qt.MouseButton.LeftButton)
    assert manual.page.path.name == "results.md" and manual.chosen.currentText() == "Results and correcting"
    qtbot.keyClick(manual, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(manual, Qt.Key.Key_Shift)
    assert manual.page.path.name == "index.md" and not manual.back.isEnabled()


def test_links_into_the_world_go_to_the_browser(manual, monkeypatch):
    opened = []
    monkeypatch.setattr("terralex.plugin.manual.window.QDesktopServices.openUrl", opened.append)
    manual.follow(QUrl("https://example.org/a"))
    assert [url.toString() for url in opened] == ["https://example.org/a"] and manual.page.path.name == "index.md"
    manual.follow(QUrl("../not_in_the_zip.md"))
    assert opened[1].toString() == f"{WEB}docs/not_in_the_zip.md"
    assert f"repository={WEB.removesuffix('/blob/main/')}\n" in (ROOT / "metadata.txt").read_text(encoding="utf-8")


def test_the_search_goes_through_all_pages(qtbot, manual):
    manual.wanted.setText("wastebasket")
    qtbot.keyClick(manual.wanted, Qt.Key.Key_Return)
    assert manual.page.path.name == "results.md"
    assert manual.page.textCursor().selectedText().lower() == "wastebasket"
    qtbot.keyClick(manual.wanted, Qt.Key.Key_Return)
    assert manual.page.path.name != "results.md" or manual.page.textCursor().hasSelection()


def test_pictures_are_dark_where_qgis_is_dark(manual):
    def brightness(picture):
        return QPixmap(picture).toImage().scaled(1, 1).pixelColor(0, 0).lightness()

    light = manual.page.loadResource(2, QUrl("../images/earlier-runs.png"))
    palette = manual.page.palette()
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.black)
    manual.page.setPalette(palette)
    dark = manual.page.loadResource(2, QUrl("../images/earlier-runs.png"))
    assert brightness(dark) < 100 < brightness(light)


def test_a_page_fits_into_a_narrow_window(qtbot, manual):
    manual.resize(300, 400)
    manual.open_page(page_path("start"))
    qtbot.waitUntil(lambda: manual.page.viewport().width() < 300)
    picture = manual.page.loadResource(2, QUrl("../images/ready.jpg"))
    assert picture.width() < manual.page.viewport().width()
    assert manual.minimumSizeHint().width() <= 300


def test_help_asked_for_in_the_manual_stays_in_it(qtbot, manual):
    assert show_help("classes", manual) is manual
    button = help_button("packs")
    button.setParent(manual)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert manual.page.toPlainText().startswith("Packs and quality")


def test_a_scene_is_played_in_real_qgis(tmp_path):
    into = tmp_path / "pictures"
    variables = {
        **os.environ,
        "PICTURES_LOOKS": "light",
        "PICTURES_INTO": str(into),
        "STAGE_SECONDS": "200",
        "STAGE_FOLDER": str(tmp_path / "qgis"),
    }
    command = [ROOT / "scripts" / "pictures", "welcome"]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    picture = QImage(str(into / "welcome.png"))
    assert picture.width() >= 300 and picture.height() >= 150
    assert len({picture.pixel(x, y) for x in range(0, 300, 2) for y in range(0, 150, 2)}) >= 10  # letters and frames
