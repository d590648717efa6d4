"""Coming and going: what QGIS gets from the plugin, and that all of it is gone afterwards."""

import os
import sys
import time
from pathlib import Path

import pytest
import terralex
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from terralex.plugin.dock import TerralexDock
from terralex.plugin.engine.remote import Remote
from terralex.plugin.plugin import TerralexPlugin

from .ends import finishing
from .test_dock import PROGRESS, WAIT

FAKE = Path(__file__).with_name("fake_child.py")


class Interface:
    """QGIS's interface with a memory: what was added and not removed again."""

    def __init__(self, iface):
        self._iface, self.held = iface, []

    def __getattr__(self, name):
        return getattr(self._iface, name)

    def addToolBarIcon(self, action):
        self.held.append(("icon", action))

    def removeToolBarIcon(self, action):
        self.held.remove(("icon", action))

    def addPluginToRasterMenu(self, menu, action):
        self.held.append((menu, action))

    def removePluginRasterMenu(self, menu, action):
        self.held.remove((menu, action))

    def addDockWidget(self, _area, dock):
        self.held.append(("dock", dock))

    def removeDockWidget(self, dock):
        self.held.remove(("dock", dock))


@pytest.fixture
def iface(qgis_iface, qgis_new_project):
    return Interface(qgis_iface)


def listeners():
    project = QgsProject.instance()
    return project.receivers(project.layersAdded), project.receivers(project.layersRemoved)


def providers():
    return [provider.id() for provider in QgsApplication.processingRegistry().providers()]


def settle():
    """Let deleteLater do its work."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def test_load_and_unload_twice_leave_nothing_behind(iface, pack):
    before = listeners()
    for _ in range(2):
        plugin = terralex.classFactory(iface)
        plugin.initGui()
        assert isinstance(plugin.dock, TerralexDock)
        assert [kind for kind, _ in iface.held] == ["dock", "icon", *5 * ["&Terralex"]]
        assert not plugin.action.icon().isNull()
        assert "terralex" in providers()
        plugin.unload()
        settle()
        assert iface.held == [] and "terralex" not in providers()
        assert listeners() == before
        assert plugin.dock is None and plugin.runner is None
    plugin.unload()  # QGIS may ask again


def test_the_doctor_is_opened_from_the_menu_and_leaves_with_the_plugin(iface, pack):
    plugin = terralex.classFactory(iface)
    plugin.initGui()
    plugin.runner.remote.find_python = lambda: "/no/python"
    plugin.doctor.trigger()
    page = plugin.dock.engine.doctor
    assert page.isVisible() and not plugin.dock.set_up.isVisibleTo(plugin.dock)
    page.panel.click()
    assert plugin.dock.set_up.isVisibleTo(plugin.dock)
    plugin.unload()
    settle()
    assert sip.isdeleted(page) and iface.held == []


def test_initProcessing_alone_needs_no_window(qgis_app):
    plugin = TerralexPlugin(None)
    plugin.initProcessing()
    assert "terralex" in providers() and plugin.dock is None
    plugin.unload()
    assert "terralex" not in providers()


def test_qgis_closing_during_a_run_ends_the_engine_and_does_not_wait_long(qtbot, iface, pack, raster, staged, tmp_path):
    staged(PROGRESS, {"sleep": 60})
    plugin = terralex.classFactory(iface)
    plugin.initGui()
    plugin.runner.remote = Remote(lambda: sys.executable, tmp_path / "engine.log", FAKE)
    plugin.dock.set_raster(raster)
    plugin.dock.set_classes("building")
    plugin.dock.set_output(tmp_path / "out")
    plugin.dock.run()
    qtbot.waitUntil(lambda: plugin.dock.panel.bar.value() == 400, timeout=20000)
    engine = plugin.runner.remote.pid
    began = time.monotonic()
    plugin.unload()
    settle()
    assert time.monotonic() - began < 5.0
    with pytest.raises(ProcessLookupError):
        os.kill(engine, 0)
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=10000)
    settle()
    assert iface.held == []


def test_an_idle_engine_ends_with_the_plugin(qtbot, iface, pack, raster, staged, results, tmp_path):
    staged({"say": {"event": "result", "result": results}})
    plugin = terralex.classFactory(iface)
    plugin.initGui()
    plugin.runner.remote = Remote(lambda: sys.executable, tmp_path / "engine.log", FAKE)
    plugin.dock.set_raster(raster)
    plugin.dock.set_classes("building, road")
    with finishing(qtbot, plugin.dock, 20000):
        plugin.dock.run()
    engine = plugin.runner.remote.pid
    assert engine is not None
    plugin.unload()
    with pytest.raises(ProcessLookupError):
        os.kill(engine, 0)


def test_a_cancelled_run_and_then_unload(qtbot, iface, pack, raster, staged, tmp_path):
    staged(WAIT)
    plugin = terralex.classFactory(iface)
    plugin.initGui()
    plugin.runner.remote = Remote(lambda: sys.executable, tmp_path / "engine.log", FAKE)
    plugin.dock.set_raster(raster)
    plugin.dock.set_classes("building")
    plugin.dock.run()
    plugin.dock.cancel()  # perhaps before the task has begun
    plugin.unload()
    settle()
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=10000)


def test_the_button_shows_and_hides_the_dock(qtbot, iface, pack):
    plugin = terralex.classFactory(iface)
    plugin.initGui()
    plugin.runner.remote.find_python = lambda: sys.executable
    try:
        plugin.dock.hide()
        plugin.action.trigger()
        assert plugin.dock.isVisibleTo(plugin.dock.parentWidget()) and plugin.action.isChecked()
        plugin.action.trigger()
        assert not plugin.action.isChecked()
    finally:
        plugin.unload()
        settle()
