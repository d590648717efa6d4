"""Wiring: what QGIS calls when the plugin comes and goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon

from . import translation
from .translation import tr

try:
    from qgis.PyQt.QtGui import QAction  # Qt 6 has moved it here
except ImportError:
    from qgis.PyQt.QtWidgets import QAction

ICON = Path(__file__).resolve().parents[1] / "resources" / "icons" / "terralex.svg"
MENU = "&Terralex"


class TerralexPlugin:
    """The plugin as QGIS sees it. `dock` is its window, None until `initGui`."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.dock: Any = None
        self.runner: Any = None
        self.action: QAction | None = None
        self.doctor: QAction | None = None
        self.welcome: QAction | None = None
        self.trained: QAction | None = None
        self.manual: QAction | None = None
        self.provider: Any = None
        self.translator: Any = None

    def initProcessing(self) -> None:
        """Add the algorithms; also called by qgis_process, where there is no window."""
        from .processing.provider import TerralexProvider

        self._translate()
        self.provider = TerralexProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Add the dock, its button and its menu entry."""
        from .dock import TerralexDock
        from .engine.runner import Runner, make_remote
        from .manual.help import show_help

        self._translate()
        self.runner = Runner(make_remote())
        self.dock = TerralexDock(self.iface, self.runner)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.action = QAction(QIcon(str(ICON)), "Terralex", self.iface.mainWindow())
        self.action.setObjectName("terralex")
        self.action.setToolTip(tr("Type what you see, get a map you can edit"))
        self.dock.setToggleVisibilityAction(self.action)
        self.iface.addToolBarIcon(self.action)
        self.iface.addPluginToRasterMenu(MENU, self.action)
        self.doctor = self._entry("terralexDoctor", tr("Engine and &Doctor…"), lambda: self.dock.engine.open_doctor())
        self.welcome = self._entry("terralexWelcome", tr("&Welcome"), lambda: self.dock.open_welcome())
        self.trained = self._entry("terralexTrained", tr("&Trained files…"), lambda: self.dock.trained.show())
        self.manual = self._entry("terralexManual", tr("&Manual"), lambda: show_help("index", self.dock))
        self.initProcessing()

    def _entry(self, name: str, text: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self.iface.mainWindow())
        action.setObjectName(name)
        action.triggered.connect(slot)
        self.iface.addPluginToRasterMenu(MENU, action)
        return action

    def unload(self) -> None:
        """Undo `initGui`, item by item in reverse; a run that is going on is cancelled and its process ended."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        for entry in (self.manual, self.trained, self.welcome, self.doctor):
            if entry is not None:
                self.iface.removePluginRasterMenu(MENU, entry)
                entry.deleteLater()
        self.manual = self.trained = self.welcome = self.doctor = None
        if self.action is not None:
            self.iface.removePluginRasterMenu(MENU, self.action)
            self.iface.removeToolBarIcon(self.action)
            self.action.deleteLater()
            self.action = None
        if self.runner is not None:
            self.runner.shutdown()
            self.runner = None
        if self.dock is not None and not sip.isdeleted(self.dock):
            self.iface.removeDockWidget(self.dock)
            self.dock.close_down()
            self.dock.deleteLater()
        self.dock = None
        translation.remove(self.translator)
        self.translator = None

    def _translate(self) -> None:
        """Before anything is shown."""
        if self.translator is None:
            self.translator = translation.install()
