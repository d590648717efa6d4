"""Waiting for a run's end: one that ends otherwise is told at once, one that never ends with what everybody does."""

import faulthandler
import tempfile
from contextlib import contextmanager

from pytestqt.exceptions import TimeoutError as NeverError
from qgis.core import QgsApplication


class End:
    """How a run ended: "finished", "failed" or "cancelled", and what its signal carried."""

    def __init__(self):
        self.how, self.args = "", ()

    def hear(self, how):
        """A slot for the signal of that name."""

        def heard(*args):
            if not self.how:
                self.how, self.args = how, args

        return heard


@contextmanager
def finishing(qtbot, dock, timeout_ms):
    """Wait until the run that is begun inside is done; `args` of what is given are those of `finished`."""
    end = End()
    heard = {name: end.hear(name) for name in ("finished", "failed", "cancelled")}
    for name, slot in heard.items():
        getattr(dock, name).connect(slot)
    try:
        yield end
        qtbot.waitUntil(lambda: bool(end.how), timeout=timeout_ms)
    except NeverError:
        raise AssertionError(f"no end after {timeout_ms} ms: “{dock.panel.status.text()}”\n{_everybody()}") from None
    finally:
        for name, slot in heard.items():
            getattr(dock, name).disconnect(slot)
    assert end.how == "finished", f"{end.how}: {end.args}"


def _everybody():
    tasks = QgsApplication.taskManager().tasks()
    lines = [f"task “{task.description()}”, status {int(task.status())}" for task in tasks]
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback(file, all_threads=True)
        file.seek(0)
        return "\n".join([*lines, file.read()])
