"""The plugin on PyQt6, run by scripts/qt6-check: every module is imported, every widget without QGIS is shown and used.

Enums without their scope, calls that Qt 6 has removed and classes that moved to another module are AttributeErrors or
ImportErrors here, as they would be in QGIS 4.
"""

from __future__ import annotations

import importlib
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import standin

standin.install()

from PyQt6.QtCore import QEvent, QPointF, Qt, QUrl, qInstallMessageHandler  # noqa: E402
from PyQt6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent  # noqa: E402
from PyQt6.QtWidgets import QApplication, QLabel, QWidget  # noqa: E402
from terralex.core.errors import InputError  # noqa: E402
from terralex.core.progress import CancelToken  # noqa: E402
from terralex.core.protocol import ProgressEvent  # noqa: E402
from terralex.core.vocabulary import ClassSpec  # noqa: E402

APPLICATION = QApplication.instance() or QApplication(["qt6-check"])
PLUGIN = standin.ROOT / "plugin"
# What the checks below have shown and used; a widget that is in none of them is found by the last test.
USED: set[str] = set()
OFFSCREEN = "This plugin does not support"  # of the platform without a screen, about windows' sizes
QGIS_OWN = {"TerralexDock"}  # it needs QGIS's canvas, its tools and its task manager


def shown(widget: QWidget) -> QWidget:
    """Show a widget and let Qt draw it."""
    widget.resize(420, 640)
    widget.show()
    QApplication.processEvents()
    USED.update(type(each).__name__ for each in (widget, *widget.findChildren(QWidget)))
    if widget.grab().toImage().isNull():
        raise AssertionError(f"{type(widget).__name__} was not drawn")
    return widget


def press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    """A key as Qt delivers it."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def click(widget: QWidget) -> None:
    """A click in the middle."""
    at = QPointF(widget.rect().center())
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(
            kind,
            at,
            widget.mapToGlobal(at),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(widget, event)


class PluginOnQt6(unittest.TestCase):
    """Each test shows a part of the plugin."""

    def setUp(self):
        # PyQt6 ends the process for an exception in a slot unless somebody takes it.
        self.raised, self.said = [], []
        self.folder = tempfile.mkdtemp(prefix="terralex-qt6-")
        self.addCleanup(shutil.rmtree, self.folder)
        qInstallMessageHandler(lambda kind, context, text: self.said.append(text))
        sys.excepthook = lambda kind, error, trace: self.raised.append(error)

    def tearDown(self):
        QApplication.processEvents()
        sys.excepthook = sys.__excepthook__
        qInstallMessageHandler(None)
        self.assertEqual(self.raised, [])
        self.assertEqual([text for text in self.said if not text.startswith(OFFSCREEN)], [], "Qt complained")

    def test_every_module_of_the_plugin_can_be_imported(self):
        names = [".".join(path.relative_to(PLUGIN).with_suffix("").parts) for path in sorted(PLUGIN.rglob("*.py"))]
        self.assertGreater(len(names), 30)
        for name in names:
            with self.subTest(module=name):
                importlib.import_module(f"terralex.plugin.{name.removesuffix('__init__').rstrip('.')}".rstrip("."))

    def test_names_are_typed_edited_moved_and_removed_in_the_class_table(self):
        from terralex.plugin.panel.class_table import ClassTable

        table = shown(ClassTable())
        for name in ("r", "o", "a", "d"):
            press(table.line, Qt.Key(ord(name.upper())), name)
        press(table.line, Qt.Key.Key_Return)
        table.line.setText("building: house|roof, water")
        press(table.line, Qt.Key.Key_Return)
        self.assertEqual([spec.name for spec in table.specs()], ["road", "building", "water"])
        self.assertEqual(table.specs()[1].words, ("house", "roof"))
        table.table.setCurrentCell(2, 0)
        table.move(-1)
        self.assertEqual([spec.name for spec in table.specs()], ["road", "water", "building"])
        table.remove_selected()
        table.line.setText("road")
        table.add_typed()
        self.assertRaises(InputError, table.specs)
        self.assertTrue(table.problem.isVisible())
        table.set_specs([ClassSpec("pond", colour="#102030")])
        self.assertEqual([row.colour for row in table.rows()], ["#102030"])

    def test_a_list_from_a_spreadsheet_is_pasted(self):
        from terralex.plugin.panel.class_table import ClassTable

        table = shown(ClassTable())
        QApplication.clipboard().setText("forest\nmeadow\n")
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QApplication.sendEvent(table.line, event)
        self.assertEqual([spec.name for spec in table.specs()], ["forest", "meadow"])

    def test_the_menu_of_class_lists_fills_and_a_ramp_is_chosen(self):
        from terralex.plugin.panel.class_menu import ClassMenu

        menu, chosen = shown(ClassMenu(lambda: [ClassSpec("road")])), []
        menu.coloured.connect(chosen.append)
        menu.menu().aboutToShow.emit()
        ramps = next(action.menu() for action in menu.menu().actions() if action.text() == "Colours of a ramp")
        ramps.actions()[1].trigger()
        self.assertEqual(chosen, ["Viridis"])

    def test_the_form_offers_areas_packs_and_presets(self):
        from terralex.plugin.panel.form import Form

        form = shown(Form())
        for index in range(form.area.count()):
            form.area.setCurrentIndex(index)
            QApplication.processEvents()
        self.assertIn("starter", [form.pack.itemText(row) for row in range(form.pack.count())])
        form.preset.setCurrentIndex(form.preset.findData("best"))
        form.remember()
        self.assertEqual(shown(Form()).preset_name(), "best")

    def test_packs_are_listed_asked_about_and_their_progress_is_shown(self):
        from terralex.core.packs import standings
        from terralex.plugin.packs.window import PacksWindow

        window, wishes, removed = PacksWindow(), [], []
        window.fetch.connect(wishes.append)
        window.remove.connect(removed.append)
        window.show_packs(standings(), {}, "Room for all.", "ovdiff")
        shown(window)
        self.assertIn("any word", window.page.toPlainText())
        click(window.fetch_button)
        shown(window)
        press(window.question.boxes[0], Qt.Key.Key_Space)
        click(window.question.yes)
        self.assertEqual([(wish.pack, wish.agreed) for wish in wishes], [("ovdiff", True)])
        window.set_work(True, True)
        window.show_progress(ProgressEvent(1, "fetch", "Fetching", 1, 2, 0.5))
        self.assertEqual(window.bar.value(), 500)
        window.set_work(False, False)
        press(window, Qt.Key.Key_Escape)
        self.assertFalse(window.isVisible())

    def test_trained_files_are_listed_chosen_and_removed_after_a_question(self):
        from terralex.plugin.trained.choice import TrainedChoice
        from terralex.plugin.trained.entry import Entry
        from terralex.plugin.trained.lesson import LessonDialog, Source
        from terralex.plugin.trained.window import TrainedWindow

        entry = Entry("ab" * 32, "mine", "starter", "h", ("road",), 40, 0.25, 0.5, True, 1000)
        window, removed, started = TrainedWindow(), [], []
        window.remove.connect(removed.append)
        window.show_files([entry])
        shown(window)
        self.assertIn("Better than CLIP", window.page.toPlainText())
        click(window.remove_button)
        click(window.question.yes)
        self.assertEqual(removed, [entry.key])
        lesson = shown(LessonDialog([Source("/a/run", "image", 12, True)], "mine"))
        lesson.start.connect(lambda runs, name: started.append((runs, name)))
        click(lesson.start_button)
        self.assertEqual(started, [(["/a/run"], "mine")])
        choice = shown(TrainedChoice())
        choice.choose("mine")
        self.assertEqual(choice.value(), "mine")
        choice.fill([entry])
        self.assertEqual(choice.value(), "", "it is of another pack")

    def test_a_pack_that_is_not_here_is_not_the_choice(self):
        from terralex.plugin.panel.form import Form

        form, wanted = shown(Form()), []
        form.packs_wanted.connect(wanted.append)
        form.pack.showPopup()
        row = next(row for row in range(form.pack.count()) if form.pack.itemData(row).name == "ovdiff")
        press(form.pack.view(), Qt.Key.Key_Down)
        form.pack.hidePopup()
        form.pack.setCurrentIndex(row)
        self.assertEqual((wanted, form.pack_name()), (["ovdiff"], "starter"))

    def test_run_and_cancel_are_pressed_and_progress_is_shown(self):
        from terralex.plugin.panel.run_panel import RunPanel

        panel, pressed = shown(RunPanel()), []
        panel.run.connect(lambda: pressed.append("run"))
        panel.cancel.connect(lambda: pressed.append("cancel"))
        click(panel.run_button)
        panel.set_busy(True)
        panel.show_progress(ProgressEvent(1, "match", "Matching", 1, 2, 0.5, 90.0))
        click(panel.cancel_button)
        panel.show_result_buttons(True)
        self.assertEqual(pressed, ["run", "cancel"])
        self.assertEqual((panel.bar.value(), panel.left.text()), (500, "about 2 min left"))

    def test_the_welcome_shows_its_steps_and_their_buttons(self):
        from terralex.plugin.panel.welcome import WelcomePanel

        panel, pressed = shown(WelcomePanel()), []
        panel.sample.connect(lambda: pressed.append("sample"))
        panel.run.connect(lambda: pressed.append("run"))
        panel.show_steps(("engine", "image", "run"), (True, False, False))
        click(panel.open_sample)
        panel.show_steps(("engine", "image", "run"), (True, True, False))
        click(panel.start)
        self.assertEqual(pressed, ["sample", "run"])

    def test_the_set_up_panel_shows_every_state(self):
        from terralex.plugin.set_up.panel import SetUpPanel

        panel, asked = SetUpPanel(), []
        panel.set_up.connect(lambda: asked.append("set_up"))
        for state in ("absent", "unfinished", "outdated", "foreign", "ready"):
            panel.show_state(state)
            shown(panel)
        panel.show_state("absent")
        panel.set_busy(True)
        panel.set_busy(False)
        click(panel.go)
        self.assertEqual(asked, ["set_up"])

    def test_the_doctor_page_is_shown_and_closed(self):
        from terralex.plugin.messages import Messages
        from terralex.plugin.set_up.doctor import Doctor

        doctor = shown(Doctor(lambda: sys.executable, Messages(None)))
        click(doctor.leave)
        self.assertFalse(doctor.isVisible())

    def test_the_export_dialog_follows_the_format(self):
        from terralex.plugin.results.export import ExportDialog

        class Layer:
            def name(self):
                return "Polygons"

            def source(self):
                return "/runs/a/segments.gpkg|layername=segments"

            def selectedFeatureCount(self):
                return 2

        dialog = shown(ExportDialog(Layer()))
        dialog.selected.setChecked(True)
        self.assertTrue(dialog.wanted().selected and dialog.wanted().background)
        for row in range(dialog.format.count()):
            dialog.format.setCurrentIndex(row)
            chosen, path = dialog.chosen()
            self.assertEqual(path.suffix, chosen.suffix)

    def test_earlier_runs_are_listed_and_one_is_reopened(self):
        from terralex.plugin.runs.dialog import RunsDialog
        from terralex.plugin.runs.on_disk import Run

        run = Run(Path("/runs/2026-01-02_abc"), "/a/b.tif", (ClassSpec("road", colour="#112233"),), {}, True, 1e9, 10)
        dialog, opened = shown(RunsDialog([run])), []
        dialog.opened.connect(opened.append)
        dialog.tree.setCurrentItem(dialog.tree.topLevelItem(0))
        click(dialog.open_button)
        self.assertEqual(opened, [run])

    def test_why_shows_pictures_and_is_closed_by_escape(self):
        from terralex.plugin.results.why import WhyPanel

        panel, closed = shown(WhyPanel()), []
        panel.closed.connect(lambda: closed.append(True))
        picture = QImage(8, 8, QImage.Format.Format_RGB32)
        picture.fill(QColor("red"))
        file = str(Path(self.folder) / "here.png")
        self.assertTrue(picture.save(file))
        witness = {"file": file, "level": "class", "word": "road", "picture": 0, "side": "fg"}
        road = {"name": "road", "value": 1, "share": 0.9, "witnesses": [witness]}
        answer = {"class": "road", "confidence": 0.9, "x": 1.0, "y": 2.0, "map": 1, "here": file, "classes": [road]}
        panel.show_answer(answer, {"road": "#112233"})
        self.assertEqual(sum(not label.pixmap().isNull() for label in shown(panel).findChildren(QLabel)), 2)
        press(panel, Qt.Key.Key_Escape)
        self.assertEqual(closed, [True])

    def test_a_question_about_unsaved_edits_is_answered(self):
        from PyQt6.QtCore import QTimer
        from PyQt6.QtWidgets import QMessageBox
        from terralex.plugin.results.pending import Pending, save_first

        class Layer:
            def isModified(self):
                return True

            def name(self):
                return "Polygons"

        def refuse():
            box = QApplication.activeModalWidget()
            box.button(QMessageBox.StandardButton.No).click()

        QTimer.singleShot(200, refuse)
        self.assertIs(save_first(Layer(), "now"), Pending.LEFT)

    def test_the_manual_is_opened_by_help_and_f1_searched_and_read(self):
        from terralex.plugin.manual.help import add_help, help_button
        from terralex.plugin.manual.window import ManualWindow

        asker = QWidget()
        button = help_button("start")
        button.setParent(asker)
        add_help(asker, "classes")
        shown(asker)
        click(button)
        window = shown(asker.findChild(ManualWindow))
        self.assertTrue(window.page.toPlainText().startswith("Your first map"))
        press(asker, Qt.Key.Key_F1)
        self.assertTrue(window.page.toPlainText().startswith("Classes"))
        window.page.anchorClicked.emit(QUrl("results.md#why-here"))
        self.assertEqual(window.page.path.name, "results.md")
        self.assertGreater(window.page.verticalScrollBar().value(), 100)
        window.wanted.setText("coordinate")
        press(window.wanted, Qt.Key.Key_Return)
        self.assertTrue(window.page.textCursor().hasSelection())
        click(window.back)
        window.resize(320, 500)
        QApplication.processEvents()

    def test_the_review_shows_classes_progress_and_keys(self):
        from terralex.plugin.review.keys import ACCEPT, Keys
        from terralex.plugin.review.keys_dialog import KeysDialog
        from terralex.plugin.review.page import ReviewPage
        from terralex.plugin.review.pages import REVIEW, Pages

        keys = Keys()
        page, acted, chosen = ReviewPage(keys), [], []
        page.action.connect(acted.append)
        page.chosen.connect(chosen.append)
        pages = shown(Pages(QLabel("make"), page))
        pages.offer_review(True)
        pages.turn(REVIEW)
        page.show_classes([(1, "road", "#102030"), (0, "background", "")])
        page.classes.show_shares({1: 0.4, 0: 0.6}, 1)
        page.show_progress(0.34)
        page.confidence.show_bins([0.0, 1.0, 3.0])
        shown(pages)
        click(page.button(ACCEPT))
        click(page.classes.rows[0])
        self.assertEqual((acted, chosen, page.bar.value()), ([ACCEPT], [1], 340))
        page.confidence.slider.setValue(40)
        self.assertIn("0.40", page.confidence.line.text())
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
        self.assertEqual(keys.action_of(event), ACCEPT)
        undo = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "")
        self.assertEqual(keys.action_of(undo), "undo")
        dialog = shown(KeysDialog(keys, "reviewer"))
        dialog.accept()
        self.assertEqual(keys.of(ACCEPT), "A")

    def test_signals_of_the_runner_carry_python_objects(self):
        from terralex.plugin.engine.runner import Runner

        runner, heard = Runner(type("Remote", (), {"find_python": None})()), []
        runner.said.connect(heard.append)
        event = ProgressEvent(1, "match", "Matching", 1, 2, 0.5)
        runner.said.emit(event)
        self.assertEqual(heard, [event])
        self.assertFalse(CancelToken().cancelled)

    def test_z_no_widget_of_the_plugin_was_left_out(self):
        own = set()
        for path in PLUGIN.rglob("*.py"):
            name = ".".join(path.relative_to(PLUGIN).with_suffix("").parts).removesuffix(".__init__")
            if name == "__init__":
                continue
            module = importlib.import_module(f"terralex.plugin.{name}")
            own |= {
                each.__name__
                for each in vars(module).values()
                if isinstance(each, type) and issubclass(each, QWidget) and each.__module__ == module.__name__
            }
        self.assertGreater(len(own), 7)
        self.assertEqual(own - USED - QGIS_OWN, set())
        self.assertEqual(QColor("#102030").name(), "#102030")


if __name__ == "__main__":
    unittest.main(verbosity=2)
