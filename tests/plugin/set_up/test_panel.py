"""The panel “Set up the engine”, pressed as a person would, with real environments of tiny wheels."""

import json
import os
import subprocess
import time
from dataclasses import replace

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QLineEdit, QMessageBox, QPlainTextEdit, QProgressBar, QPushButton
from terralex.plugin import settings
from terralex.plugin.engine import python
from terralex.plugin.engine.python import own_environment, own_place
from terralex.plugin.environment import network
from terralex.plugin.environment.pip import Pip
from terralex.plugin.environment.place import STEPS, Place, Record
from terralex.plugin.messages import Messages
from terralex.plugin.panel.run_panel import ready
from terralex.plugin.set_up.desk import SetUp
from terralex.plugin.set_up.panel import STATES, SetUpPanel, in_words

from ..wheels import PROOF, packages, serving, unused, wheels

WAIT = 120_000  # ms; a venv takes seconds, on a busy machine a minute


@pytest.fixture(autouse=True)
def plain_pip(monkeypatch):
    for name in list(os.environ):
        if name.startswith("PIP_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "0")


@pytest.fixture
def panel(qtbot, qgis_app):
    made = SetUpPanel()
    qtbot.addWidget(made)
    made.resize(300, 500)
    return made


@pytest.fixture
def set_up(qtbot, qgis_iface, runner, panel, tmp_path):
    qgis_iface.messageBar().clear_messages()
    made = SetUp(runner, panel, Messages(qgis_iface))
    made.packages, made.proof = packages(tmp_path / "list"), tmp_path / "proof.py"
    made.proof.write_text(PROOF)
    panel.python.setFilePath("/usr/bin/python3")
    yield made
    runner.shutdown()
    made.close_down()


def settled(qtbot, set_up):
    """Until nothing is looked up any more."""
    qtbot.waitUntil(lambda: set_up._look is None, timeout=WAIT)


def press(qtbot, runner, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy, timeout=WAIT)


def test_a_scheduler_that_is_typed_is_remembered_and_can_be_taken_back(qtbot, panel):
    assert panel.scheduler.text() == ""
    panel.scheduler.setText(" tls://10.0.0.7:8786 ")
    panel.scheduler.editingFinished.emit()
    again = SetUpPanel()
    qtbot.addWidget(again)
    assert settings.get("scheduler") == again.scheduler.text() == "tls://10.0.0.7:8786"
    again.scheduler.clear()
    again.scheduler.editingFinished.emit()
    assert settings.get("scheduler") == ""


def test_before_anything_is_done_the_panel_says_what_it_takes(qtbot, panel, set_up, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    (tmp_path / "nvidia-smi").write_text("#!/bin/sh\necho 'NVIDIA GeForce RTX 4070, 580.65.06, 8.9, 12282'\n")
    (tmp_path / "nvidia-smi").chmod(0o755)
    panel.explain("No Python on this computer can run the engine.")
    settled(qtbot, set_up)
    assert "Fetches about 2.7 GB" in panel.facts.text() and "RTX 4070" in panel.card.text()
    assert panel.build.itemText(0) == "Automatic (CUDA 13.0)"
    panel.build.setCurrentIndex(panel.build.findData("cpu"))
    settled(qtbot, set_up)
    assert "Fetches about 410 MB" in panel.facts.text()
    assert panel.folder.lineEdit().placeholderText() == str(settings.data_folder() / "engine")
    assert panel.state.text() == in_words("absent")


def test_an_environment_is_made_repaired_and_removed_with_the_panels_buttons(
    qtbot, panel, set_up, runner, said, tmp_path, monkeypatch
):
    panel.offline.setFilePath(str(wheels(tmp_path / "wheels")))
    panel.show()
    settled(qtbot, set_up)
    assert "Fetches nothing" in panel.facts.text() and not panel.mend.isVisible() and not panel.log_box.isVisible()
    with qtbot.waitSignal(set_up.changed, timeout=WAIT):
        qtbot.mouseClick(panel.go, Qt.MouseButton.LeftButton)
        assert panel.halt.isVisible() and panel.progress.isVisible() and not panel.go.isVisible()
        assert panel.log_box.isVisible() and panel.log_box.isCollapsed() and not panel.build.isEnabled()
    settled(qtbot, set_up)
    assert "The engine is ready." in said() and panel.state.text() == in_words("ready")
    assert own_environment() == settings.data_folder() / "engine" / "venv" and own_place().python.is_file()
    assert "tinymap" in panel.log.toPlainText() and panel.mend.isVisible() and panel.drop.isVisible()
    assert settings.get("offline") == str(tmp_path / "wheels"), "a repair needs it again"
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *a: asked.append(a[2]) or QMessageBox.StandardButton.No)
    press(qtbot, runner, panel.drop)
    assert own_place().python.is_file() and str(own_place().root) in asked[0]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    press(qtbot, runner, panel.drop)
    settled(qtbot, set_up)
    assert not own_place().root.exists() and panel.state.text() == in_words("absent")


def test_a_failure_is_in_the_message_bar_and_in_the_panel_and_can_be_gone_on_from(
    qtbot, panel, set_up, runner, said, tmp_path
):
    place = own_place()
    place.write(Record(set_up.packages.hash, "cpu", base="/usr/bin/python3", done=("venv", "pip", "torch")))
    subprocess.run(["/usr/bin/python3", "-m", "venv", str(place.venv)], check=True)
    with serving(wheels(tmp_path / "wheels"), "403") as server:
        panel.index.setText(server.url)
        panel.show()
        press(qtbot, runner, panel.go)
        settled(qtbot, set_up)
        assert "refused to hand out the packages (403)" in said() and "refused" in panel.reason.text()
        assert panel.go.text() == "&Set up" and panel.go.isVisible()
        server.mode = "stall"
        qtbot.mouseClick(panel.go, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(server.stalled.is_set, timeout=WAIT)
        press(qtbot, runner, panel.halt)
        settled(qtbot, set_up)
        assert panel.state.text() == in_words("unfinished") and not panel.reason.isVisible()
        server.mode = ""
        press(qtbot, runner, panel.go)
        settled(qtbot, set_up)
    assert panel.state.text() == in_words("ready")


def test_a_build_that_cannot_be_reached_is_replaced_by_one_that_the_panel_shows_with_its_size(
    qtbot, panel, set_up, runner, said, tmp_path, monkeypatch
):
    monkeypatch.setattr(Pip, "told_of_an_index", lambda _pip, _token: False)
    set_up.packages = replace(set_up.packages, torch=("tinynet",))
    place = own_place()
    place.write(Record(set_up.packages.hash, "cpu", base="/usr/bin/python3", done=("venv", "pip")))
    subprocess.run(["/usr/bin/python3", "-m", "venv", str(place.venv)], check=True)
    panel.build.setCurrentIndex(panel.build.findData("cpu"))
    with serving(wheels(tmp_path / "wheels")) as usual:
        monkeypatch.setattr(network, "qgis_variables", lambda: {"PIP_INDEX_URL": usual.url})
        set_up.torch_index = unused().rstrip("/")
        panel.show()
        settled(qtbot, set_up)
        assert "Fetches about 410 MB" in panel.facts.text()
        press(qtbot, runner, panel.go)
        settled(qtbot, set_up)
        assert "download.pytorch.org" in said() and "about 2.7 GB" in panel.reason.text()
        assert panel.build.currentText() == "As the usual index has it" and "about 2.7 GB" in panel.facts.text()
        press(qtbot, runner, panel.go)
        settled(qtbot, set_up)
    assert panel.state.text() == in_words("ready") and place.record().build == "usual"


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A computer whose only Python lacks all that the engine needs."""
    path = tmp_path / "usr" / "bin" / "python3"
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\necho '" + json.dumps({"version": [3, 11, 2], "missing": python.NEEDED}) + "'\n")
    path.chmod(0o755)
    monkeypatch.delenv("TERRALEX_PYTHON", raising=False)
    monkeypatch.setattr(python, "ROOT", tmp_path)
    monkeypatch.setattr(python, "_of_qgis", lambda: str(path))
    return python.PythonFinder()


@pytest.mark.parametrize("code", ["en", "de", "es"])
def test_the_button_is_seen_without_scrolling_in_a_window_of_1280_by_800(qtbot, language, bare, runner, request, code):
    language(code)
    runner.remote.find_python = bare
    dock = request.getfixturevalue("dock")  # after the language
    panel = dock.set_up
    QgsProject.instance().clear()
    dock.form.classes.set_specs(())
    for width in (300, 400):
        dock.resize(width, 669)  # what QGIS's menus, bars and status line leave of 800
        dock.show()
        qtbot.waitUntil(lambda: panel.isVisible() and "GB" in panel.facts.text(), timeout=WAIT)
        qtbot.waitUntil(lambda: panel.go.visibleRegion().boundingRect().height() == panel.go.height(), timeout=5000)
        if "DOCK_PICTURE" in os.environ:
            dock.grab().save(f"{os.environ['DOCK_PICTURE']}_{code}_{width}.png")
        assert dock.welcome.panel.isVisible() and panel.tried_box.isCollapsed()
        assert "torch, diffusers" in panel.tried.text() and "diffusers" not in panel.reason.text()


def test_one_bar_and_one_button_tell_of_a_set_up(qtbot, bare, runner, dock, tmp_path):
    runner.remote.find_python = bare
    dock.engine.packages, dock.engine.proof = packages(tmp_path / "list"), tmp_path / "proof.py"
    panel = dock.set_up
    panel.python.setFilePath("/usr/bin/python3")
    dock.show()
    qtbot.waitUntil(panel.isVisible, timeout=WAIT)
    settled(qtbot, dock.engine)
    with serving(wheels(tmp_path / "wheels"), "stall") as server:
        panel.index.setText(server.url)
        qtbot.mouseClick(panel.go, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(server.stalled.is_set, timeout=WAIT)
        qtbot.waitUntil(lambda: panel.progress.value() > 0, timeout=WAIT)
        assert [bar for bar in dock.findChildren(QProgressBar) if bar.isVisible()] == [panel.progress]
        assert panel.halt.isVisible() and not dock.panel.cancel_button.isEnabled() and panel.step.text()
        assert dock.panel.status.text() == ready()
        press(qtbot, runner, panel.halt)
    settled(qtbot, dock.engine)
    assert panel.go.text() == "&Set up" and dock.panel.run_button.isEnabled()


def test_a_refused_plan_starts_nothing(qtbot, panel, set_up, runner, said, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").touch()
    panel.folder.setFilePath(str(tmp_path / "photos"))
    panel.offline.setFilePath(str(tmp_path / "photos"))
    panel.show()
    press(qtbot, runner, panel.go)
    assert "The offline folder lacks wheels" in said()
    assert settings.get("environment") == str(tmp_path / "photos" / "terralex-engine"), "never among somebody's files"
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["cat.jpg"]


def test_nothing_is_started_beside_a_run(qtbot, panel, set_up, runner, said):
    runner.start("a run", lambda token: _until(token), lambda _r: None, lambda _e: None, lambda: None)
    panel.show()
    qtbot.mouseClick(panel.go, Qt.MouseButton.LeftButton)
    assert "Something is going on already." in said()
    runner.cancel()
    qtbot.waitUntil(lambda: not runner.busy, timeout=WAIT)


def _until(token):
    while not token.cancelled:
        time.sleep(0.02)
        yield None


def test_the_user_is_told_when_an_update_wants_other_packages(panel, set_up, said):
    set_up.say_when_outdated()
    assert said() == ""
    place = own_place()
    place.python.parent.mkdir(parents=True)
    place.python.touch()
    place.write(Record(set_up.packages.hash, "cpu", done=STEPS))
    set_up.say_when_outdated()
    assert said() == ""
    place.write(Record("older", "cpu", done=STEPS))
    set_up.say_when_outdated()
    assert "comes with other packages. The engine works as it is" in said()


def test_a_folder_of_the_users_choice_is_where_the_engine_is_looked_for(tmp_path, monkeypatch):
    monkeypatch.setenv("TERRALEX_HOME", str(tmp_path / "everybody"))
    assert own_place() == Place(tmp_path / "everybody" / "engine")
    settings.put("environment", str(tmp_path / "mine"))
    assert own_environment() == tmp_path / "mine" / "venv"


@pytest.mark.parametrize("state", sorted(STATES))
def test_the_panel_fits_a_narrow_dock_in_every_state(qtbot, panel, state):
    panel.explain("No Python on this computer can run the engine. Tried " + "/a/very/long/path" * 9)
    panel.show_facts(
        "Fetches about 410 MB and takes about 2.3 GB of disk.", "CUDA 12.6 (older cards)", "A card.", "/long" * 20
    )
    panel.more.setCollapsed(False)
    panel.show_state(state)
    for busy in (True, False):
        panel.set_busy(busy)
        qtbot.wait(20)
        assert panel.minimumSizeHint().width() <= 280, "of 300, less the dock's margins"


def test_everything_in_the_panel_has_a_name_and_can_be_reached_by_keyboard(panel):
    for kind in (QLineEdit, QComboBox, QPlainTextEdit, QProgressBar):
        for widget in panel.findChildren(kind):
            assert widget.accessibleName() or widget.parent().accessibleName(), widget
    for button in panel.findChildren(QPushButton):
        assert "&" in button.text(), button.text()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    letters = [button.text()[button.text().index("&") + 1].lower() for button in panel.findChildren(QPushButton)]
    letters += [
        label.text()[label.text().index("&") + 1].lower() for label in panel.findChildren(QLabel) if "&" in label.text()
    ]
    assert len(letters) == len(set(letters)), "two share a key"
