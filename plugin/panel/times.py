"""What a run takes on this computer, told in the dock before it starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Sequence

from qgis.core import QgsApplication, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, QTimer

from ...core.config import Area, RunConfig
from ...core.errors import TerralexError
from ...core.options import PRESETS, Options
from ...core.packs import Pack
from ...core.progress import CancelToken
from ..area.areas import area_in
from ..costs import machine
from ..costs.estimates import Estimate, Speed, Work, count_refined, count_windows, predict
from ..costs.sight import Sight, sight_of
from ..costs.speeds import Learn, Speeds
from ..costs.words import costs_in_words, sight_in_words, time_in_words
from ..engine.inputs import direct_path
from ..engine.runner import Runner
from ..engine.task import EngineTask
from ..runs.places import default_output
from ..snapshots.order import Order, cost
from ..translation import tr
from ..wording import about_bytes
from .area_on_map import AreaOnMap
from .form import Form

SETTLE_MS = 300  # after the last change


class Times(QObject):
    """Tells times, memory, disk and sight in the form.

    Args:
        runner: The engine's process.
        form: Shows it.
        on_map: Says what a run would take.
        canvas: Of QGIS.

    Attributes:
        sight: How the networks will see the chosen raster; None where there is none.
    """

    def __init__(self, runner: Runner, form: Form, on_map: AreaOnMap, canvas: Any) -> None:
        super().__init__(form)
        self._runner, self._form, self._on_map = runner, form, on_map
        self.speeds = Speeds(runner, canvas, self)
        self.sight: Optional[Sight] = None
        self._raster: Optional[QgsRasterLayer] = None
        self._area: Optional[Area] = None
        self._order: Optional[Order] = None
        self._there = False  # the engine
        self._encoded: list[tuple[Any, ...]] = []  # of this session: whose windows are kept
        self._rooms: dict[tuple[Path, Path], tuple[Optional[float], bool]] = {}
        self._asking: Optional[EngineTask] = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        on_map.looked.connect(self._on_looked)
        form.classes.changed.connect(self._later)
        form.output.fileChanged.connect(self._later)
        form.preset.currentIndexChanged.connect(self._later)
        form.method.currentIndexChanged.connect(self._later)
        runner.busy_changed.connect(self._later)
        self.speeds.changed.connect(self.refresh)

    def set_engine(self, there: bool) -> None:
        """Whether a Python that can run the engine was found."""
        self._there = there
        self._later()

    def close(self) -> None:
        """The plugin is leaving."""
        self._settle.stop()
        self.speeds.close()
        self._on_map.looked.disconnect(self._on_looked)
        self._runner.busy_changed.disconnect(self._later)

    def begin(self, config: RunConfig) -> Learn:
        """A run begins; call what is returned with its result, so that the next one's times are better."""
        pack: Optional[Pack] = self._form.pack.currentData()
        raster, sight = self._raster, self.sight
        gsd_m, kept = 0.0, None
        if (
            raster is not None
            and sight is not None
            and pack is not None
            and str(pack.root) == config.pack
            and config.image == (direct_path(raster) or "")
        ):
            gsd_m = sight.scale.resolution.gsd_m
            kept = self._kept_by(raster, pack, pack.options(config.preset, method=config.method), config.area)
        learn = self.speeds.begin(config, gsd_m)

        def done(result: dict[str, Any]) -> None:
            if kept is not None:
                self._encoded.append(kept)
            self._rooms.clear()
            learn(result)

        return done

    def refresh(self) -> None:
        """Tell what is known now."""
        pack: Optional[Pack] = self._form.pack.currentData()
        times: dict[str, str] = {}
        costs = seen = ""
        wanted: Optional[Pack] = None
        raster, sight = self._raster, self.sight  # there is one where there is the other
        try:
            specs = self._form.classes.specs()
            if pack is not None and raster is not None and sight is not None and self._form.isVisible():
                seen = sight_in_words(
                    sight, pack, pack.options(self._form.preset_name(), method=self._form.method_name()), specs
                )
                speed = self.speeds.of(pack, self._form.method_name())
                if specs and (speed is None or speed.by_run):
                    wanted = pack if self._there else None
                if specs and speed is None:
                    costs = self._why_unknown(pack)
                elif specs and speed is not None:
                    found = {preset: self._estimate(raster, sight, pack, speed, preset) for preset in PRESETS}
                    times = {preset: time_in_words(estimate) for preset, estimate in found.items()}
                    costs = self._costs(found[self._form.preset_name()], raster, speed)
        except TerralexError:  # the form tells what is wrong with the area, the table what is wrong with a class
            times, costs = {}, ""
        self.speeds.want(wanted, self._form.method_name())
        self._form.show_times(times)
        self._form.say_costs(costs)
        self._form.say_sight(seen)

    def _estimate(self, raster: QgsRasterLayer, sight: Sight, pack: Pack, speed: Speed, preset: str) -> Estimate:
        options, specs = pack.options(preset, method=self._form.method_name()), self._form.classes.specs()
        area = None if self._area is None else area_in(self._area, sight.crs, raster.name())
        block, inside, share = sight.block(area)
        windows = count_windows(sight.shape, block, options, share)
        if self._are_kept(self._kept_by(raster, pack, options, self._area)):
            windows = tuple((size, scored, 0) for size, scored, _ in windows)
        export_s, export_bytes = cost(self._order) if self._order is not None else (0.0, 0.0)
        own = [spec for spec in specs if spec.file]  # nothing of them is drawn, and the engine knows their words
        words = list(dict.fromkeys(word for spec in specs if not spec.file for word in pack.known_words(spec)))
        gsd = sight.scale.resolution.gsd_m
        drawn = sum(speed.word_key(word, preset, gsd) not in speed.words for word in words)
        work = Work(
            block[2] * block[3],
            inside,
            windows,
            len(specs),
            max(1, len(words) + sum(1 + len(spec.words) for spec in own)),
            drawn,
            sight.decimation,
            export_s,
            export_bytes / 1e6,
            not self.speeds.is_warm(pack),
            count_refined(sight.shape, block, options, share),
        )
        return predict(work, preset, options, speed)

    def _why_unknown(self, pack: Pack) -> str:
        if self.speeds.measuring:
            return tr("Measuring how fast this computer is…")
        if not self._there:
            return tr("How long it takes is told when the engine is set up.")
        if not self.speeds.may_measure(pack):
            return tr("How long it takes was not measured on this computer.")
        return tr("How long it takes is not known yet: it is measured as soon as the computer is idle.")

    def _costs(self, found: Estimate, raster: QgsRasterLayer, speed: Speed) -> str:
        said, free = [costs_in_words(found)], machine.free_memory_mb()
        more = found.memory_mb - machine.used_by_mb(self._runner.remote.pid)
        if free is not None and more > free:
            told = tr("⚠ Only {free} of memory are free: close other programs, or choose a smaller area.")
            said.append(told.format(free=about_bytes(free * 1e6)))
        out = Path(self._form.output.filePath().strip() or default_output(direct_path(raster)))
        cache = Path(str(speed.measured["cache"]))
        if (out, cache) not in self._rooms:
            self._ask_disks(out, cache)
            return "\n".join(said)
        room, same = self._rooms[out, cache]
        needed = found.results_mb + found.work_mb + (found.kept_mb if same else 0.0)
        if room is not None and needed > room:
            told = tr("⚠ {folder} has {free} left; a run needs {needed} while it works.")
            said.append(told.format(folder=out, free=about_bytes(room * 1e6), needed=about_bytes(needed * 1e6)))
        return "\n".join(said)

    def _ask_disks(self, out: Path, cache: Path) -> None:
        """Disks may be slow or far away: they are asked in a task's thread."""
        if self._asking is not None:
            return

        def job(_token: CancelToken) -> Any:
            yield from ()
            return machine.free_disk_mb(out), machine.same_disk(out, cache)

        def done(answer: tuple[Optional[float], bool] = (None, False)) -> None:
            self._asking = None
            self._rooms[out, cache] = answer
            self._later()

        title = tr("Looking for room on the disk")
        self._asking = EngineTask(title, job, done, lambda _error: done(), done, hidden=True)
        QgsApplication.taskManager().addTask(self._asking)

    def _kept_by(self, raster: QgsRasterLayer, pack: Pack, options: Options, area: Optional[Area]) -> tuple[Any, ...]:
        """What decides which windows are kept: raster, networks, lattice, area."""
        return (raster.source(), pack.hash, options.extractors, options.stride, options.windows, area)

    def _are_kept(self, wanted: Sequence[Any]) -> bool:
        """Whether a run of this session has encoded these windows: of all of the raster, or of the same area."""
        return any(
            kept[:4] == wanted[:4] and set(wanted[4]) <= set(kept[4]) and kept[5] in (None, wanted[5])
            for kept in self._encoded
        )

    def _on_looked(self, raster: Optional[QgsRasterLayer], area: Optional[Area], order: Optional[Order]) -> None:
        pack: Optional[Pack] = self._form.pack.currentData()
        self._raster, self._area, self._order = raster, area, order
        self.sight = None if raster is None or pack is None else sight_of(raster, order, pack.resolutions)
        self._later()

    def _later(self, *_changed: object) -> None:
        self._settle.start()
