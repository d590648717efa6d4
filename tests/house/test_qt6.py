"""Written for Qt 5 and Qt 6 alike: no enum without its scope, no call or class that Qt 6 has removed or moved.

What PyQt6 itself says of the widgets is told by scripts/qt6-check.
"""

import ast
import enum
import importlib
from pathlib import Path

import pytest
from qgis.PyQt import QtWidgets
from qgis.PyQt.QtCore import Qt

PLUGIN = Path(__file__).resolve().parents[2] / "plugin"
ENUMS = (type(Qt.AlignmentFlag), enum.EnumMeta)
GONE_CALLS = {
    "exec_",
    "print_",
    "toTime_t",
    "setTime_t",
    "fromTime_t",
    "setMargin",
    "globalPos",
    "localPos",
    "windowPos",
    "posF",
    "screenPos",
    "delta",
    "qApp",
    "desktop",
    "setResizeMode",
    "setCodec",
}
GONE_NAMES = {
    "QRegExp",
    "QRegExpValidator",
    "QDesktopWidget",
    "QTextCodec",
    "QStringRef",
    "QMatrix",
    "QGLWidget",
    "qApp",
    "QSignalMapper",
    "QLinkedList",
    "QNetworkConfigurationManager",
    "QXmlSimpleReader",
    "QWebView",
    "QWebPage",
    "Q_ENUMS",
    "Q_FLAGS",
    "QDirModel",
    "QMacCocoaViewContainer",
}
OVERLOADED = {"activated", "currentIndexChanged", "highlighted", "buttonClicked"}  # once, by the argument's type
MOVED = {  # from QtWidgets to QtGui
    "QAction",
    "QActionGroup",
    "QFileSystemModel",
    "QShortcut",
    "QUndoCommand",
    "QUndoGroup",
    "QUndoStack",
}


def is_member(owner, name):
    """Whether `owner.name` is a member of an enum that is not `owner` itself."""
    value = getattr(owner, name, None)
    return isinstance(type(value), ENUMS) and not isinstance(owner, ENUMS)


@pytest.fixture(scope="module")
def members(qgis_app):
    """Names of enum members that can be reached through any widget without their scope in Qt 5."""
    found = set()
    for owner in vars(QtWidgets).values():
        if isinstance(owner, type) and not isinstance(owner, ENUMS):
            found |= {each for each in dir(owner) if each[:1].isupper() and is_member(owner, each)}
    return found


def imported(tree):
    """What a module takes from QGIS and Qt: local name to object."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis."):
            module = importlib.import_module(node.module)
            for alias in node.names:
                names[alias.asname or alias.name] = getattr(module, alias.name, None)
    return names


def findings(source, members):
    """What Qt 6 would refuse in a module's source, one text each."""
    tree = ast.parse(source)
    names, found = imported(tree), []
    modules = {
        alias.asname or alias.name
        for each in ast.walk(tree)
        if isinstance(each, (ast.Import, ast.ImportFrom))
        for alias in each.names
    }
    second_choice = {
        id(node) for each in ast.walk(tree) if isinstance(each, ast.ExceptHandler) for node in ast.walk(each)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id in names:
                wrong = is_member(names[node.value.id], node.attr)
            else:  # of an instance, as in self.ExtendedSelection
                instance = (
                    isinstance(node.value, ast.Name) and node.value.id[:1].islower() and node.value.id not in modules
                )
                wrong = instance and node.attr in members
            if wrong:
                found.append(f"{node.lineno}: {ast.unparse(node)} has no scope")
            if node.attr in GONE_NAMES or (
                isinstance(node.value, ast.Name) and node.value.id == "QVariant" and node.attr[:1].isupper()
            ):
                found.append(f"{node.lineno}: {ast.unparse(node)} is gone")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in GONE_CALLS:
            found.append(f"{node.lineno}: {node.func.attr}() is gone")
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute):
            signal, kind = node.value.attr, ast.unparse(node.slice)
            if signal in OVERLOADED and kind in ("str", "int", "QAbstractButton"):
                found.append(f"{node.lineno}: {signal}[{kind}] is gone")
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            module = getattr(node, "module", None) or ""
            taken = {alias.name for alias in node.names}
            roots = {name.split(".")[0] for name in ({module} if isinstance(node, ast.ImportFrom) else taken)}
            found += [f"{node.lineno}: {root} instead of qgis.PyQt" for root in roots & {"PyQt5", "PyQt6", "sip"}]
            found += [f"{node.lineno}: {name} is gone" for name in taken & GONE_NAMES]
            if module == "qgis.PyQt.QtWidgets" and id(node) not in second_choice:
                found += [f"{node.lineno}: {name} is in QtGui" for name in taken & MOVED]
    return found


@pytest.mark.parametrize("path", sorted(PLUGIN.rglob("*.py")), ids=lambda path: path.relative_to(PLUGIN).as_posix())
def test_a_module_of_the_plugin_is_written_for_qt_6_as_well(path, members):
    assert findings(path.read_text(encoding="utf-8"), members) == []


@pytest.mark.parametrize(
    "source, told",
    [
        ("from qgis.PyQt.QtCore import Qt\nx = Qt.AlignLeft", "Qt.AlignLeft has no scope"),
        ("from qgis.PyQt.QtWidgets import QMessageBox as Box\nx = Box.Yes", "Box.Yes has no scope"),
        ("from qgis.core import Qgis\nx = Qgis.Warning", "Qgis.Warning has no scope"),
        ("from qgis.core import QgsWkbTypes\nx = QgsWkbTypes.PolygonGeometry", "QgsWkbTypes.PolygonGeometry has no"),
        ("table.setSelectionMode(table.ExtendedSelection)", "table.ExtendedSelection has no scope"),
        ("dialog.exec_()", "exec_() is gone"),
        ("from qgis.PyQt.QtCore import QRegExp", "QRegExp is gone"),
        ("from qgis.PyQt.QtCore import QVariant\nx = QVariant.Int", "QVariant.Int is gone"),
        ("from qgis.PyQt.QtWidgets import QAction", "QAction is in QtGui"),
        ("combo.activated[str].connect(print)", "activated[str] is gone"),
        ("from PyQt5.QtCore import Qt", "PyQt5 instead of qgis.PyQt"),
    ],
)
def test_what_qt_6_refuses_is_found(source, told, members):
    assert any(told in finding for finding in findings(source, members))


def test_scoped_enums_and_the_second_choice_of_an_import_are_accepted(members):
    source = (
        "from qgis.PyQt.QtCore import Qt\nfrom qgis.core import Qgis, QgsTask\n"
        "try:\n    from qgis.PyQt.QtGui import QAction\nexcept ImportError:\n"
        "    from qgis.PyQt.QtWidgets import QAction\n"
        "x = Qt.AlignmentFlag.AlignLeft, Qgis.MessageLevel.Warning, QgsTask.Flag.CanCancel\ndialog.exec()\n"
    )
    assert findings(source, members) == []
