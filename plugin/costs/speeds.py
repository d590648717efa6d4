"""What is known about this computer's speed: measured once per pack when it is at rest, corrected by every run."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.commands import Measure
from ...core.config import RunConfig
from ...core.options import PRESETS
from ...core.packs import Pack, find_pack
from ...core.progress import CancelToken
from .. import settings
from ..engine.runner import Runner
from ..translation import tr
from . import machine
from .by_run import speed_by_run
from .estimates import Speed, Work, corrected

LOOK_MS = 4000  # between two looks whether the computer is at rest
ENGINE_MB = 1000.0  # of memory, with small networks; large ones take a multiple of their files
NETWORKS = 3.0
MEASURED_WITH = {"background", "pixel_m"}  # options that change no cost of a window
SWITCH = "measure"  # the setting terralex/measure=off: nothing is measured

Learn = Callable[[dict], None]


class Speeds(QObject):
    """Keeps a `Speed` for each pack in the settings, and lets the engine measure one that is wanted.

    Args:
        runner: The engine's process; a measurement gives way to whatever else it is asked.
        canvas: Of QGIS; while it draws, the computer is not at rest.

    Signals:
        changed: Something is known now, or a measurement began or ended.
    """

    changed = pyqtSignal()

    def __init__(self, runner: Runner, canvas: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._canvas = runner, canvas
        self.measuring = False
        self._wanted: Optional[Pack] = None
        self._method = "ovdiff"
        self._warm: tuple[Any, ...] = ()
        self._failed: set[str] = set()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(LOOK_MS)
        self._rest.timeout.connect(self._look)

    def close(self) -> None:
        """The plugin is leaving."""
        self.want(None)

    def of(self, pack: Pack, method: str = "ovdiff") -> Speed | None:
        """What is known about this computer with a pack and a method."""
        return Speed.from_json(settings.get(_key(pack, method)))

    def may_measure(self, pack: Pack) -> bool:
        """Whether a measurement is allowed, none has failed in this session, and memory is free for one unasked for."""
        free, needed = machine.free_memory_mb(), ENGINE_MB + NETWORKS * (pack.size or 0) / 1e6
        fits = free is None or free > needed
        return settings.get(SWITCH) != "off" and pack.hash not in self._failed and fits

    def want(self, pack: Optional[Pack], method: str = "ovdiff") -> None:
        """Measure with this pack and method as soon as the computer is at rest; None: with none."""
        self._wanted = pack if pack is not None and self.may_measure(pack) else None
        self._method = method
        if self._wanted is None:
            self._rest.stop()
        elif not self._rest.isActive() and not self.measuring:
            self._rest.start()

    def is_warm(self, pack: Pack) -> bool:
        """Whether the engine has this pack's networks loaded, as far as is known."""
        return self._runner.remote.pid is not None and self._warm == (self._runner.remote.pid, pack.hash)

    def begin(self, config: RunConfig, gsd_m: float) -> Learn:
        """A run begins; what is returned is called with its result, so that the next one's times are better.

        Args:
            config: Of the run.
            gsd_m: Of the pack's resolution that it uses; 0 where that is not known.
        """
        pack = find_pack(config.pack)
        options = pack.options(config.preset, config.overrides, config.method)
        work = Work(
            0,
            0,
            tuple((size, 1, 1) for size in options.windows),
            len(config.classes),
            1,
            0,
            cold=not self.is_warm(pack),
        )

        def learn(result: dict[str, Any]) -> None:
            self._warm = (self._runner.remote.pid, pack.hash)
            speed = self.of(pack, config.method)
            if "decimation" not in result or set(config.overrides) - MEASURED_WITH:
                pass  # what other options cost was not measured
            elif speed is None:
                presets = {name: pack.options(name, method=config.method) for name in PRESETS}
                presets[config.preset] = options
                self._keep(pack, config.method, speed_by_run(work, presets, config.preset, result, gsd_m))
            elif result["device"] == speed.measured["device"]:
                self._keep(pack, config.method, corrected(speed, work, config.preset, options, result, gsd_m))
            else:  # another build of the engine, or another card
                settings.put(_key(pack, config.method), "")
            self.changed.emit()

        return learn

    def _look(self) -> None:
        """Begin to measure when the computer is at rest, else look again later."""
        pack, method = self._wanted, self._method
        if pack is None or self.measuring or not self._is_open(pack, method):
            return
        others = QgsApplication.taskManager().countActiveTasks()
        if self._runner.busy or others or self._canvas.isDrawing() or not machine.at_rest():
            self._rest.start()
            return

        def job(token: CancelToken) -> Any:
            return self._runner.remote.run("measure", Measure(str(pack.root), method=method).to_dict(), token)

        def done(result: dict[str, Any]) -> None:
            self._warm = (self._runner.remote.pid, pack.hash)
            known = self.of(pack, method)
            self._keep(pack, method, Speed(result, words=known.words if known is not None else ()))
            ended(usable=not self._is_open(pack, method))

        def ended(usable: bool) -> None:
            self.measuring = False
            if not usable:  # a run tells in its own words what is wrong
                self._failed.add(pack.hash)
            self.changed.emit()

        title = tr("Measuring how fast this computer is")
        self.measuring = self._runner.start_quiet(title, job, done, lambda _error: ended(False), lambda: ended(True))
        self.changed.emit()

    def _is_open(self, pack: Pack, method: str) -> bool:
        """Whether a measurement would tell more than is known."""
        known = self.of(pack, method)
        return known is None or known.by_run

    def _keep(self, pack: Pack, method: str, speed: Speed) -> None:
        settings.put(_key(pack, method), speed.to_json())


def _key(pack: Pack, method: str) -> str:
    return f"speed/{pack.hash[:16]}" + ("" if method == "ovdiff" else f"/{method}")
