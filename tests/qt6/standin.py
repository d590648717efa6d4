"""`qgis.PyQt` on PyQt6, and of QGIS itself only what the widgets are made of; the rest can be named but not used."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
import types
from pathlib import Path

from PyQt6 import QtCore, QtGui, QtNetwork, QtWidgets, QtXml, sip

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = Path(tempfile.mkdtemp(prefix="terralex-qt6-")) / "settings.ini"


class Named(type):
    """What only QGIS has: its name, members and flags can be spoken of, and nothing more."""

    def __getattr__(cls, name: str) -> Named:
        if name.startswith("_"):
            raise AttributeError(name)
        made = Named(f"{cls.__name__}.{name}", (), {})
        setattr(cls, name, made)
        return made

    def __or__(cls, other: object) -> Named:
        return cls

    def __call__(cls, *arguments: object, **options: object) -> object:
        raise NotImplementedError(f"{cls.__name__} is QGIS's own and not in this check")


class QgsSettings(QtCore.QSettings):
    """Settings in a file that goes with the process."""

    def __init__(self) -> None:
        super().__init__(str(SETTINGS), QtCore.QSettings.Format.IniFormat)


class QgsProject:
    """A project without layers."""

    @staticmethod
    def instance() -> QgsProject:
        return QgsProject()

    def mapLayers(self) -> dict:
        return {}


class QgsStyle:
    """Two colour ramps."""

    StyleEntity = Named("StyleEntity", (), {})

    @staticmethod
    def defaultStyle() -> QgsStyle:
        return QgsStyle()

    def symbolsOfFavorite(self, entity: object) -> list[str]:
        return []

    def colorRampNames(self) -> list[str]:
        return ["Magma", "Viridis"]


class QgsFileWidget(QtWidgets.QWidget):
    """A line for a path."""

    StorageMode = Named("StorageMode", (), {})
    fileChanged = QtCore.pyqtSignal(str)  # noqa: N815

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QtWidgets.QLineEdit()
        QtWidgets.QHBoxLayout(self).addWidget(self._line)
        self._line.textChanged.connect(self.fileChanged)

    def lineEdit(self) -> QtWidgets.QLineEdit:
        return self._line

    def filePath(self) -> str:
        return self._line.text()

    def setFilePath(self, path: str) -> None:
        self._line.setText(path)

    def setStorageMode(self, mode: object) -> None:
        pass

    def setDialogTitle(self, title: str) -> None:
        pass

    def setConfirmOverwrite(self, wanted: bool) -> None:
        pass

    def setFilter(self, text: str) -> None:
        pass


class QgsMapLayerComboBox(QtWidgets.QComboBox):
    """A choice without layers."""

    layerChanged = QtCore.pyqtSignal(object)  # noqa: N815

    def setFilters(self, filters: object) -> None:
        pass

    def currentLayer(self) -> None:
        return None


class QgsColorButton(QtWidgets.QPushButton):
    """A button that has a colour."""

    colorChanged = QtCore.pyqtSignal(QtGui.QColor)  # noqa: N815

    def __init__(self, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = QtGui.QColor()

    def color(self) -> QtGui.QColor:
        return self._colour

    def setColor(self, colour: QtGui.QColor) -> None:
        self._colour = QtGui.QColor(colour)
        self.colorChanged.emit(self._colour)

    def setShowMenu(self, wanted: bool) -> None:
        pass

    def setAllowOpacity(self, wanted: bool) -> None:
        pass

    def setColorDialogTitle(self, title: str) -> None:
        pass


class QgsCollapsibleGroupBox(QtWidgets.QGroupBox):
    """A box that does not fold."""

    def setSaveCollapsedState(self, wanted: bool) -> None:
        pass

    def setCollapsed(self, wanted: bool) -> None:
        pass


class QgsDockWidget(QtWidgets.QDockWidget):
    """Qt's own dock."""


CORE = (QgsSettings, QgsProject, QgsStyle)
GUI = (QgsFileWidget, QgsMapLayerComboBox, QgsColorButton, QgsCollapsibleGroupBox, QgsDockWidget)


class _Module(types.ModuleType):
    """Of a module of QGIS: what is above, and names."""

    def __getattr__(self, name: str) -> Named:
        if not name.startswith(("Qgs", "Qgis")):
            raise AttributeError(f"module {self.__name__} has no {name}")
        made = Named(name, (), {})
        setattr(self, name, made)
        return made


class _Anything(types.ModuleType):
    """A module of which every name can be spoken of."""

    def __getattr__(self, name: str) -> Named:
        if name.startswith("_"):
            raise AttributeError(name)
        return Named(name, (), {})


def install() -> None:
    """Put the stand-ins where the plugin imports from, and register the package as `terralex`."""
    qgis, pyqt = types.ModuleType("qgis"), types.ModuleType("qgis.PyQt")
    qgis.__path__, pyqt.__path__ = [], []
    sys.modules.update({"qgis": qgis, "qgis.PyQt": pyqt})
    modules = {"QtCore": QtCore, "QtGui": QtGui, "QtNetwork": QtNetwork, "QtWidgets": QtWidgets, "QtXml": QtXml}
    for name, module in {**modules, "sip": sip}.items():
        sys.modules[f"qgis.PyQt.{name}"] = module
        setattr(pyqt, name, module)
    for name, classes in (("core", CORE), ("gui", GUI), ("analysis", ())):
        module = _Module(f"qgis.{name}")
        for each in classes:
            setattr(module, each.__name__, each)
        sys.modules[f"qgis.{name}"] = module
        setattr(qgis, name, module)
    osgeo, gdal = types.ModuleType("osgeo"), _Anything("osgeo.gdal")  # named by the plugin, called only in QGIS
    osgeo.gdal = gdal
    sys.modules.update({"osgeo": osgeo, "osgeo.gdal": gdal})
    spec = importlib.util.spec_from_file_location(
        "terralex", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["terralex"] = package
    spec.loader.exec_module(package)
