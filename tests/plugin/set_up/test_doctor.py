"""The Doctor page: what it finds out by real programs, how it is told, and what its report keeps to itself."""

import os
import sys
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QPushButton
from terralex.core.errors import EngineError
from terralex.plugin import settings
from terralex.plugin.engine.python import NoPythonError, own_place
from terralex.plugin.environment.failures import FAILURES
from terralex.plugin.environment.place import Record
from terralex.plugin.environment.plan import PLUGIN, Packages
from terralex.plugin.messages import Messages
from terralex.plugin.set_up import examination
from terralex.plugin.set_up.doctor import Doctor

WAIT = 120_000  # ms; torch is imported
CARD = "NVIDIA GeForce RTX 4070, 580.65.06, 8.9, 12282"


@pytest.fixture
def doctor(qtbot, qgis_iface):
    """A Doctor for the tests' own Python, which looks at torch alone: the rest takes longer to import."""
    made = Doctor(lambda: sys.executable, Messages(qgis_iface))
    made.packages = Packages(modules=("torch",))
    qtbot.addWidget(made, before_close_func=lambda widget: widget.close_down())
    return made


def look(qtbot, doctor):
    doctor.open()
    qtbot.waitUntil(lambda: doctor._task is None, timeout=WAIT)
    return doctor.page.toPlainText()


def test_the_page_tells_what_computes_and_what_is_where(qtbot, doctor, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    own_place().write(Record("older", "cpu", base="/usr/bin/python3", done=("venv", "pip")))
    doctor.open()
    assert doctor.bar.isVisible() and not doctor.copy.isEnabled() and not doctor.isModal()
    told = look(qtbot, doctor)
    assert "✓ Can it run: yes" in told and sys.executable in told
    assert "✓ Convolution on the CPU: right" in told and "Imported: torch 2." in told
    assert "Runs use: the CPU" in told and "No NVIDIA graphics driver was found on this computer." in told
    assert "✗ Environment made by Terralex: not finished" in told and "Steps done: venv, pip" in told
    assert "Free disk: " in told and str(own_place().root) in told and "starter" in told
    assert doctor.copy.isEnabled() and not doctor.bar.isVisible()


def test_a_card_that_torch_cannot_use_is_told_with_the_reason(qtbot, doctor, monkeypatch, tmp_path):
    program = tmp_path / "nvidia-smi"
    program.write_text(f"#!/bin/sh\necho '{CARD}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")  # a GPU of this computer stays out of it
    told = look(qtbot, doctor)
    assert "RTX 4070, 12282 MB, driver 580.65.06" in told and "✗ Why the CPU: NVIDIA GeForce RTX 4070 is there" in told


def test_a_kernel_that_ran_is_told(qgis_app):
    proof = {
        "python": "3.12.1",
        "versions": {"torch": "2.13.0+cu130"},
        "failed": {},
        "threads": 8,
        "cpu": {"ok": True, "seconds": 0.1},
        "gpu": {
            "ok": True,
            "available": True,
            "build": "13.0",
            "seconds": 0.3,
            "device": "RTX 4070",
            "memory_mb": 12282,
        },
    }
    engine = examination.Engine("/x/python", "", proof, (), "ready", 7 * 10**9, 3 * 10**9, 10**9)
    found = {row.label: row for part in examination.sections(engine, own_place()) for row in part.rows}
    assert found["Kernel on the GPU"].value == "right, 0.30 s on RTX 4070 (12282 MB)"
    assert found["Runs use"].value == "the GPU" and "Why the CPU" not in found
    assert found["Free disk"].state == "bad", "1 GB is little for a run"


def test_without_an_engine_the_page_says_why(qtbot, doctor):
    def none():
        raise NoPythonError("No Python on this computer can run the engine.", "Press “Set up”.")

    doctor._find_python = none
    told = look(qtbot, doctor)
    assert "✗ Can it run: No Python on this computer can run the engine." in told and "Python: none" in told


def test_an_engine_that_cannot_be_examined_does_not_stop_the_page(qtbot, doctor, tmp_path):
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'ImportError: DLL load failed while importing _C' >&2\nexit 1\n")
    broken.chmod(0o755)
    doctor._find_python = lambda: str(broken)
    told = look(qtbot, doctor)
    assert "✗ Can it run: torch was installed and a library of the system is missing" in told


def test_the_report_is_copied_without_names_and_private_paths(qtbot, doctor, monkeypatch, tmp_path):
    home = tmp_path / "home" / "annelee"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERNAME", "annelee")
    monkeypatch.setenv("LOGNAME", "annelee")
    monkeypatch.setenv("TERRALEX_HOME", str(home / "terralex"))
    settings.put("index", "https://annelee:secret@mirror.example/simple")
    own_place().write(Record("older", "cpu", base=f"{home}/python"))
    own_place().log.write_text(f"ERROR: [Errno 28] No space left on device: '{home}/maps/Smith & Sons.tif' (annelee)\n")
    look(qtbot, doctor)
    qtbot.mouseClick(doctor.copy, Qt.MouseButton.LeftButton)
    report = QApplication.clipboard().text()
    assert "annelee" not in report and "secret" not in report and str(tmp_path) not in report
    assert "Folder: <engine>" in report and "Made with: ~/python" in report and "Mirror: set" in report
    assert "[Errno 28] No space left on device: '~/maps/" in report
    assert "no private paths" in doctor.status.text()


def test_leaving_while_it_looks_ends_the_look(qtbot, doctor):
    doctor.open()
    doctor.close_down()
    qtbot.wait(50)
    assert doctor._task is None and doctor.page.toPlainText() == ""


def test_the_page_fits_a_narrow_screen_and_its_buttons_have_keys(qtbot, doctor):
    doctor.show()
    doctor.resize(280, 400)
    assert doctor.minimumSizeHint().width() <= 300
    letters = [button.text()[button.text().index("&") + 1].lower() for button in doctor.findChildren(QPushButton)]
    assert len(letters) == 5 == len(set(letters))
    assert doctor.page.accessibleName() and doctor.bar.accessibleName()


def test_a_bug_of_the_examination_is_told_and_the_page_can_look_again(qtbot, doctor, said, qgis_iface, monkeypatch):
    def broken(*_):
        raise EngineError("It hangs.", "")

    monkeypatch.setattr(examination, "examine", broken)
    look(qtbot, doctor)
    assert "It hangs." in said() and doctor.again.isEnabled()


def test_the_manual_names_every_failure_with_its_sentence():
    manual = (Path(PLUGIN) / "docs" / "install.md").read_text(encoding="utf-8")
    for kind, told in FAILURES.items():
        message, hint = (text.replace("{what}", "…") for text in (told.message, told.hint))
        assert f"| {kind} | {message} | {hint} |" in manual, kind
