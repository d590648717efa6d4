"""Plays scenes inside QGIS, started by scripts/on_stage: pictures for the manual, and the way to the first polygon.

A scene is a generator: it does something and yields what to wait for, seconds or a condition. The last word goes to
build/stage.status: "ok" or which scenes failed.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
import traceback
from pathlib import Path
from typing import Any, Callable, Generator, Iterable, Optional, Union

from qgis import utils
from qgis.core import Qgis, QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QPoint, QRect, QTimer
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPixmap
from qgis.PyQt.QtWidgets import QApplication, QWidget
from qgis.utils import iface

# QGIS runs this file as a script without its folder on the path; folders come as variables of scripts/on_stage.
ROOT, SCRATCH = Path(os.environ["STAGE_CHECKOUT"]), Path(os.environ["STAGE_FOLDER"])
PICTURES, STATUS = ROOT / "build" / "pictures", ROOT / "build" / "stage.status"
LOOK, MODULE = os.environ["STAGE_LOOK"], os.environ["STAGE_MODULE"]
BEGAN = float(os.environ["STAGE_BEGAN"])  # when QGIS was started, seconds since 1970
DARK_THEMES = ("Night Mapping", "Blend of Gray")  # the first that is installed
TICK_MS = 40
PATIENCE_S = 60.0
AROUND = 8  # pixels kept around what a picture is cropped to

Wish = Union[float, Callable[[], Any]]
Steps = Generator[Wish, None, None]
Scene = Callable[["Stage"], Steps]
SCENES: dict[str, Scene] = {}


def scene(play: Scene) -> Scene:
    """Add a scene; the order in the file is the order of playing."""
    SCENES[play.__name__] = play
    return play


def patient(condition: Callable[[], Any], seconds: float) -> Wish:
    """A condition that may take this long."""

    def wish() -> Any:
        return condition()

    wish.patience = seconds
    return wish


def say(text: str) -> None:
    """A line for the person who started it."""
    print(f"{MODULE}: {text}", flush=True)


def put_on(look: str) -> str:
    """Give QGIS its look before anything of Terralex is shown, and name it."""
    if look == "light":
        return QgsApplication.themeName()
    theme = next((name for name in DARK_THEMES if name in QgsApplication.uiThemes()), "")
    if theme:
        QgsApplication.setUITheme(theme)
        return theme
    palette = QPalette()
    for role, colour in (
        ("Window", "#353535"),
        ("WindowText", "#eeeeee"),
        ("Base", "#2a2a2a"),
        ("Text", "#eeeeee"),
        ("Button", "#404040"),
        ("ButtonText", "#eeeeee"),
        ("AlternateBase", "#323232"),
        ("Highlight", "#3d6f9e"),
        ("Link", "#7fb2e5"),
    ):
        palette.setColor(getattr(QPalette.ColorRole, role), QColor(colour))
    QApplication.setPalette(palette)
    return "a dark palette"


class Stage:
    """QGIS with the plugin, and what scenes need of it."""

    def __init__(self) -> None:
        self.plugin = utils.plugins.get("terralex")
        if self.plugin is None or self.plugin.dock is None:
            raise RuntimeError("QGIS did not load the plugin; the log above says why")
        self.dock, self.window, self.canvas = self.plugin.dock, iface.mainWindow(), iface.mapCanvas()
        self.raster: Optional[QgsRasterLayer] = None
        self.failed: list[str] = []
        self.dock.failed.connect(self.failed.append)

    def open_sample(self) -> Steps:
        """The sample raster, in the project and in the dock."""
        self.dock.welcome.close()
        if self.raster is None:
            self.raster = self.dock.welcome.open_sample()
            iface.setActiveLayer(self.raster)
            yield from self.drawn()
        self.dock.set_raster(self.raster)

    def drawn(self) -> Steps:
        """The map has been drawn."""
        yield 0.6
        yield lambda: not self.canvas.isDrawing()

    def later(self, action: Callable[[], Any]) -> None:
        """Do what opens a menu or a modal dialog: it comes back only when that is closed."""
        QTimer.singleShot(0, action)

    def shoot(self, name: str, base: QWidget, *over: QWidget, crop: Iterable[QWidget] = ()) -> Steps:
        """Take a picture.

        Args:
            name: Of the picture; that of the dark look ends in -dark.
            base: The widget that is shown.
            over: Menus and dialogs that lie over it.
            crop: Show no more than these of it.
        """
        yield 0.4
        if base is self.window:  # what QGIS says of its tasks would hide the map
            iface.messageBar().clearWidgets()
            yield from self.drawn()
        self.store(name, _picture(base, over, crop))

    def store(self, name: str, picture: QPixmap) -> None:
        """Keep a picture; that of the dark look ends in -dark."""
        if not picture.save(str(PICTURES / f"{name}{'-dark' if LOOK == 'dark' else ''}.png")):
            raise RuntimeError(f"the picture {name} could not be written")
        say(f"   {name}, {picture.width()} x {picture.height()}")


def _picture(base: QWidget, over: Iterable[QWidget], crop: Iterable[QWidget]) -> QPixmap:
    whole = QRect()
    for each in (base, *over):
        whole = whole.united(_on_screen(each))
    picture = QPixmap(whole.size())
    picture.fill(base.palette().color(QPalette.ColorRole.Window))
    painter = QPainter(picture)
    for each in (base, *over):
        painter.drawPixmap(_on_screen(each).topLeft() - whole.topLeft(), each.grab())
    painter.end()
    wanted = QRect()
    for each in crop:
        wanted = wanted.united(_on_screen(each))
    if wanted.isNull():
        return picture
    wanted.adjust(-AROUND, -AROUND, AROUND, AROUND)
    return picture.copy(wanted.intersected(whole).translated(-whole.topLeft()))


def _on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


class Director:
    """Plays scenes one after the other; a scene that fails is told, and the next begins.

    Args:
        names: Of the scenes; all when there are none.
        prepare: What comes before the first of them.
    """

    def __init__(self, names: list[str], prepare: Scene) -> None:
        unknown = [name for name in names if name not in SCENES]
        if unknown:
            raise RuntimeError(f"there is no scene {', '.join(unknown)}; there are {', '.join(SCENES)}")
        self.failures: list[str] = []
        self._stage = Stage()
        self._left = names or list(SCENES)
        self._name, self._steps = "the start", prepare(self._stage)
        self._wish: Callable[[], Any] = lambda: True
        self._until = 0.0
        self._inside = False

    def tick(self) -> None:
        """One look at what is waited for; called by a timer, also while a dialog is open."""
        if self._inside:
            return
        self._inside, goes_on = True, True
        try:
            self._go_on()
        except StopIteration:
            goes_on = self._next_scene()
        except Exception as error:
            traceback.print_exc()
            say(f"   {self._name} failed: {error}")
            self.failures.append(f"{self._name} ({error})")
            for open_one in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
                if open_one is not None:
                    open_one.close()
            goes_on = self._next_scene()
        self._inside = False
        if goes_on:
            QTimer.singleShot(TICK_MS, self.tick)

    def _go_on(self) -> None:
        if not self._wish():
            if time.monotonic() > self._until:
                raise RuntimeError("what it waited for did not happen")
            return
        wish = next(self._steps)
        now = time.monotonic()
        if callable(wish):
            self._wish, self._until = wish, now + getattr(wish, "patience", PATIENCE_S)
        else:
            self._wish, self._until = (lambda: time.monotonic() >= now + wish), now + wish + PATIENCE_S

    def _next_scene(self) -> bool:
        if not self._left:
            leave("; ".join(self.failures) or "ok")
            return False
        self._name = self._left.pop(0)
        say(self._name)
        self._wish, self._steps = (lambda: True), SCENES[self._name](self._stage)
        return True


def leave(word: str) -> None:
    """Write the last word and close QGIS."""
    STATUS.write_text(word + "\n", encoding="utf-8")
    QgsProject.instance().clear()  # an empty project asks no question
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(500, iface.actionExit().trigger)
    QTimer.singleShot(15_000, lambda: os._exit(0))  # whatever QGIS asks nevertheless: everything is written


def keep_log(text: str, tag: str, _level: Any) -> None:
    """The plugin's lines of QGIS's log panel, into the log of the scenes."""
    if tag == "Terralex":
        print(text, flush=True)


def main() -> None:
    """Called once QGIS is up."""
    try:
        sys.path.insert(0, str(ROOT / "scripts"))
        sys.modules["stage"] = sys.modules[__name__]  # QGIS has run this file under another name
        prepare = getattr(importlib.import_module(MODULE), "prepare", lambda _stage: iter(()))
        say(f"QGIS {Qgis.QGIS_VERSION}, {put_on(LOOK)}")
        directors.append(Director(os.environ["STAGE_SCENES"].split(), prepare))
        directors[0].tick()
    except Exception as error:
        traceback.print_exc()
        leave(f"{type(error).__name__}: {error}")


directors: list[Director] = []  # keeps it alive
QgsApplication.messageLog().messageReceived.connect(keep_log)
QTimer.singleShot(0, main)
