"""Which Python runs the engine, in which order, and what is said when none can."""

import stat
import sys

import pytest
from terralex.plugin import settings
from terralex.plugin.engine import python
from terralex.plugin.engine.python import NoPythonError, PythonFinder, candidates, own_environment, probe

BARE = "/usr/bin/python3"  # QGIS's own, without the engine's packages


@pytest.fixture
def elsewhere(monkeypatch, tmp_path):
    """A plugin folder without an environment of its own."""
    monkeypatch.setattr(python, "ROOT", tmp_path / "plugin")


def script(path, body):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_pythons_are_tried_in_the_order_of_the_design(elsewhere, monkeypatch, tmp_path):
    settings.put("python", "/chosen/python")
    monkeypatch.setenv("TERRALEX_PYTHON", "/variable/python")
    checkout = script(tmp_path / "plugin" / ".venv" / "bin" / "python", "")
    own = script(own_environment() / "bin" / "python", "")
    assert [c.path for c in candidates()] == [
        "/chosen/python",
        "/variable/python",
        str(checkout),
        str(own),
        sys.executable,
    ]
    assert [c.chosen for c in candidates()] == [True, True, False, False, False]


def test_a_python_with_everything_is_found_and_remembered(monkeypatch):
    calls = []
    monkeypatch.setenv("TERRALEX_PYTHON", sys.executable)
    monkeypatch.setattr(python, "probe", lambda path: calls.append(path) or "")
    finder = PythonFinder()
    assert finder() == finder() == sys.executable
    assert calls == [sys.executable]


def test_the_tests_own_python_can_run_the_engine():
    assert probe(sys.executable) == ""


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("echo hello", "it is not a working Python"),
        ("exit 3", "it is not a working Python"),
        ("""echo '{"version": [3, 7, 1], "missing": []}'""", "it is Python 3.7.1; 3.9 or newer is needed"),
        ("""echo '{"version": [3, 11, 2], "missing": ["torch", "shapely"]}'""", "it lacks torch, shapely"),
    ],
)
def test_what_is_wrong_with_a_python_is_said(tmp_path, body, reason):
    assert probe(str(script(tmp_path / "python", body))) == reason


def test_a_python_that_does_not_exist_cannot_be_run(tmp_path):
    assert probe(str(tmp_path / "none")) == "it cannot be run (No such file or directory)"


def test_a_python_that_hangs_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(python, "PROBE_S", 0.3)
    assert probe(str(script(tmp_path / "python", "exec sleep 30"))) == "it did not answer within 0.3 seconds"


def test_a_chosen_python_is_never_replaced_by_another(monkeypatch):
    monkeypatch.setenv("TERRALEX_PYTHON", BARE)
    with pytest.raises(NoPythonError, match=r"environment variable TERRALEX_PYTHON\) cannot run the engine: it lacks"):
        PythonFinder()()


def test_when_none_can_all_that_were_tried_are_named(elsewhere, monkeypatch):
    monkeypatch.setattr(python, "_of_qgis", lambda: BARE)
    with pytest.raises(NoPythonError, match="No Python on this computer") as caught:
        PythonFinder()()
    assert f"{BARE} (QGIS's own Python): it lacks torch" in caught.value.message
    assert "set-up panel" in caught.value.hint


def test_qgis_itself_is_not_taken_for_a_python(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "executable", "/usr/bin/qgis")
    monkeypatch.setattr(sys, "exec_prefix", str(tmp_path))
    assert python._of_qgis() == "python3"
    real = script(tmp_path / "bin" / "python3", "")
    assert python._of_qgis() == str(real)


def test_the_panel_goes_away_when_a_python_is_found(qtbot, dock, runner):
    def none():
        raise NoPythonError("No Python on this computer can run the engine.", "")

    runner.remote.find_python = none
    dock.show()
    qtbot.waitUntil(lambda: dock.set_up.isVisibleTo(dock), timeout=10000)
    assert "No Python on this computer" in dock.set_up.tried.text()
    runner.remote.find_python = lambda: sys.executable
    dock.set_up.again.click()
    qtbot.waitUntil(lambda: not dock.set_up.isVisibleTo(dock), timeout=10000)


def test_a_python_chosen_in_the_panel_becomes_the_setting(qtbot, dock, runner, monkeypatch):
    from qgis.PyQt.QtWidgets import QFileDialog

    runner.remote.find_python = PythonFinder()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (sys.executable, ""))
    dock.set_up.explain("none")
    dock.set_up.choose.click()
    assert settings.get("python") == sys.executable
    qtbot.waitUntil(lambda: not dock.set_up.isVisibleTo(dock), timeout=20000)
