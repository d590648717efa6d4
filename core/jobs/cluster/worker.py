"""What a Dask worker does of a run: JSON in, JSON and bytes out. Dask finds these functions by their names.

A worker does one block at a time, with as many threads as Dask gave it; networks and the bench of the run stay with
the process. What goes wrong is an answer too, so that no exception has to be pickled.
"""

from __future__ import annotations

import json
import socket
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ... import offline  # noqa: F401 - before anything that could import a network library
from ...errors import Cancelled, InputError, ModelError, TerralexError
from ...memory import in_words, keep_freed_memory
from ...packs import check_pack_name
from ...progress import CancelToken, result_of
from ...protocol import error_event
from .letters import Answer, as_answer, code, difference, task_of

if TYPE_CHECKING:
    from ..bench import Bench
    from ..setting import Setting, Warm

MOST_LEFT = 1000  # names of runs that are remembered as left


@dataclass
class Place:
    """What one process keeps.

    Attributes:
        at_work: Held while a block is done.
        warm: Its networks.
        bench: Of the run it works for.
        run: Which run that is.
        token: Of the block that is being done.
        left: Runs that want nothing any more.
    """

    at_work: threading.Lock = field(default_factory=threading.Lock)
    warm: Warm | None = None
    bench: Bench | None = None
    run: str = ""
    token: CancelToken = field(default_factory=CancelToken)
    left: dict[str, None] = field(default_factory=dict)

    def networks(self) -> Warm:
        """The networks that are kept."""
        from ..setting import Warm

        if self.warm is None:
            keep_freed_memory()
            self.warm = Warm()
        return self.warm

    def begin(self, run: str) -> CancelToken:
        """Work for a run; the bench of another one goes.

        Raises:
            Cancelled: it wants nothing any more.
        """
        if self.run != run:
            self.clear()
            self.run = run
        self.token = CancelToken()
        if run in self.left:
            self.token.cancel()
        self.token.check()
        return self.token

    def clear(self) -> None:
        """Close the bench."""
        if self.bench is not None:
            self.bench.__exit__()
        self.bench = None

    def leave(self, run: str) -> None:
        """A run wants nothing any more: stop at the next window, and close its bench."""
        self.left[run] = None
        while len(self.left) > MOST_LEFT:
            del self.left[next(iter(self.left))]
        if self.run == run:
            self.token.cancel()
            if self.at_work.acquire(blocking=False):  # else whoever works there closes it
                try:
                    self.clear()
                finally:
                    self.at_work.release()


PLACE = Place()


def look(letter: str) -> Answer:
    """Whether this worker can do blocks of a run; answers with its kind of processor."""
    return _answered(lambda: _look(json.loads(letter)))


def finish(letter: str) -> Answer:
    """Do a block; or answer with the keys of what is lacking in this worker's bank, which `take` brings."""
    return _answered(lambda: _finish(json.loads(letter)))


def take(made_by: str, body: bytes) -> Answer:
    """Put an entry into this worker's bank: what made it, and its arrays as safetensors."""
    from safetensors.numpy import load

    from ...cache.bank import Bank

    def put() -> Answer:
        Bank().put(json.loads(made_by), load(body))
        return [json.dumps({"taken": True})]

    return _answered(put)


def leave(run: str) -> None:
    """The run wants nothing any more of this worker."""
    PLACE.leave(run)


def name() -> str:
    """This worker, for people: its address and its machine."""
    from distributed import get_worker

    return f"{get_worker().address} ({socket.gethostname()})"


def _answered(work: Callable[[], Answer]) -> Answer:
    try:
        return work()
    except Cancelled:
        return [json.dumps({"cancelled": True})]
    except Exception as error:
        event = asdict(error_event(0, in_words(error), traceback.format_exc()))
        return [json.dumps({"error": event, "worker": name()}, ensure_ascii=False)]


def _look(said: Mapping[str, Any]) -> Answer:
    from ...model.device import instructions

    with PLACE.at_work:
        setting = _setting(said)
        _source(said["recipe"], setting)
    return [json.dumps({"processor": instructions(), "worker": name()})]


def _finish(said: Mapping[str, Any]) -> Answer:
    from distributed import get_worker

    from ..tasks import finished

    with PLACE.at_work:
        token = PLACE.begin(said["run"])
        try:
            if PLACE.bench is None:
                lacking = _lacking(said["bank"])
                if lacking:
                    return [json.dumps({"lacks": lacking, "at": get_worker().address})]
                PLACE.bench = _bench(said, token)
            return as_answer(result_of(finished(PLACE.bench, task_of(said).block, token)))
        finally:
            if token.cancelled:
                PLACE.clear()


def _lacking(keys: list[str]) -> list[str]:
    from ...cache.bank import Bank

    bank = Bank()
    return [key for key in keys if not bank.has(key)]


def _bench(said: Mapping[str, Any], token: CancelToken) -> Bench:
    """The run's bench, after everything was compared that decides its bytes."""
    from distributed import get_worker

    from ..bench import rebuild

    _source(said["recipe"], _setting(said))
    recipe = said["recipe"]
    threads = get_worker().state.nthreads  # what Dask gave this worker; the number changes no byte
    own = {**recipe, "request": {**recipe["request"], "threads": threads}}
    return result_of(rebuild(own, PLACE.networks(), token, _pack(recipe)))


def _setting(said: Mapping[str, Any]) -> Setting:
    """What the run works with, here.

    Raises:
        ModelError: program, packages, pack or device are not those of the run; the worker is named.
    """
    from ..bench import setting_of

    recipe, worker = said["recipe"], name()
    if said["code"] != code():
        raise ModelError(
            f"The worker {worker} has another Terralex ({code()}) than this computer ({said['code']}).",
            "Install the same version everywhere.",
        )
    other = difference(recipe)
    if other is not None:
        package, here, there = other
        raise ModelError(
            f"The worker {worker} has {package} {here}, and this computer {there}.",
            "Install the same versions everywhere: with others the map would be another one.",
        )
    pack, device = recipe["identity"]["pack"]["name"], recipe["identity"]["device"]
    try:
        setting = setting_of(recipe, PLACE.networks(), _pack(recipe))
    except ModelError as error:
        raise ModelError(
            f"The worker {worker} lacks the pack “{pack}”, or has another one of that name.",
            "Bring the same pack onto each machine (terralex packs fetch, or import).",
        ) from error
    if setting.device != device:
        raise ModelError(f"The worker {worker} has no GPU, and this run computes on one.", "Use --device cpu.")
    return setting


def _source(recipe: Mapping[str, Any], setting: Setting) -> None:
    """Open the run's raster once, to see whether it is the same.

    Raises:
        InputError: it cannot be read here, or is another one; worker and path are named.
    """
    worker, path = name(), recipe["image"]
    try:
        source = setting.open()
    except TerralexError as error:
        raise InputError(
            f"The worker {worker} cannot read {path}.",
            "Each machine must find the raster under the same path, for example on a shared disk.",
        ) from error
    same = source.fingerprint == recipe["identity"]["fingerprint"]
    source.close()
    if not same:
        raise InputError(
            f"The worker {worker} finds another raster at {path}: content, size or time of change differ.",
            "Share one file, or copy it with its time of change (cp -p, rsync -t).",
        )


def _pack(recipe: Mapping[str, Any]) -> str:
    """Where the pack is looked for: in the folder that was asked for, where this machine has it, else by its name."""
    asked = str(recipe["request"]["pack"])
    return asked if Path(asked).is_dir() else check_pack_name(recipe["identity"]["pack"]["name"])
