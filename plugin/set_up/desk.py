"""What the panel “Set up the engine” does: looks at this computer, makes the plan, and runs it in the background."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QMessageBox

from ...core.errors import InputError
from ...core.progress import CancelToken
from ...core.protocol import NoteEvent, ProgressEvent
from .. import settings
from ..engine.python import own_place
from ..engine.runner import Runner
from ..engine.task import EngineTask
from ..environment import install, interpreter, network
from ..environment.failures import SetUpError
from ..environment.hardware import LABELS, Choice, choose_build, find_graphics
from ..environment.pip_output import without_login
from ..environment.place import free, root_in
from ..environment.plan import HASHES, PROOF, TORCH_INDEX, USUAL, Packages, Plan, in_words
from ..messages import Messages
from ..translation import figure, said, tr
from .doctor import Doctor
from .panel import SetUpPanel


@dataclass(frozen=True)
class Facts:
    """What was found on this computer for the choices made."""

    state: str
    choice: Choice
    fetch: int
    disk: int
    free: int


class SetUp(QObject):
    """Owns the panel's work.

    Signals:
        changed: The environment was made and has proved that it computes, or it is gone.
        wanted: The panel should be seen.
    """

    changed = pyqtSignal()
    wanted = pyqtSignal()

    def __init__(self, runner: Runner, panel: SetUpPanel, messages: Messages) -> None:
        super().__init__()
        self._runner, self._panel, self._messages = runner, panel, messages
        self.packages, self.proof, self.torch_index = Packages(hashes=HASHES), PROOF, TORCH_INDEX
        self._look: Optional[EngineTask] = None
        self._again = self._closed = self._working = False
        self._choice = Choice("cpu", "")
        self.doctor: Optional[Doctor] = None
        runner.said.connect(self._on_said)
        panel.set_up.connect(lambda: self.start(afresh=False))
        panel.repair.connect(lambda: self.start(afresh=True))
        panel.remove.connect(self.remove)
        panel.stop.connect(runner.cancel)
        panel.changed.connect(self.look)
        panel.doctor.connect(self.open_doctor)

    @property
    def working(self) -> bool:
        """Whether the environment is being made or removed: the panel tells how far that is, and nobody else."""
        return self._working

    def plan(self, build: str) -> Plan:
        """The plan for what the panel shows; in the main thread, since QGIS's settings are read."""
        choices = self._panel.choices()
        root = root_in(Path(choices.folder)) if choices.folder else settings.data_folder() / "engine"
        offline = Path(choices.offline) if choices.offline else None
        return Plan(
            root,
            tuple(interpreter.candidates(choices.python)),
            build,
            self.packages,
            choices.index,
            offline,
            network.qgis_variables(),
            network.qgis_certificates(),
            self.proof,
            self.torch_index,
        )

    def look(self) -> None:
        """Find out, in the background, what a set-up would take; the panel shows it."""
        if self._look is not None:
            self._again = True  # the choices have changed meanwhile
            return
        chosen, plan_for = self._panel.choices().build, self.plan("cpu")

        def job(_token: CancelToken):
            yield from ()
            choice = choose_build(find_graphics())
            plan = replace(plan_for, build=chosen or choice.build)
            return Facts(
                plan.place.state(plan.packages.hash),
                choice,
                plan.bytes_to_fetch(),
                plan.bytes_on_disk(),
                free(plan.root),
            )

        self._look = EngineTask(
            tr("Looking at this computer"), job, self._on_facts, self._on_look_failed, self._after_look
        )
        QgsApplication.taskManager().addTask(self._look)

    def start(self, afresh: bool) -> None:
        """Make, finish, refresh or repair the environment."""
        try:
            plan = self.plan(self._panel.choices().build or self._choice.build)
            self._remember()
            title = tr("Terralex: setting up the engine")
            self._run(title, lambda token: install.set_up(plan, token, afresh), self._on_ready)
            settings.put("environment", str(plan.root) if self._panel.choices().folder else "")
        except Exception as error:
            self._messages.show_error(error)

    def remove(self) -> None:
        """Remove the environment, after a question."""
        place = own_place()
        question = tr("Remove the engine's environment in\n{folder}?\n\nPacks and results are not touched.").format(
            folder=place.root
        )
        if QMessageBox.question(self._panel, "Terralex", question) != QMessageBox.StandardButton.Yes:
            return
        try:
            self._run(tr("Terralex: removing the engine"), lambda _token: install.remove(place.root), self._on_removed)
        except Exception as error:
            self._messages.show_error(error)

    def open_doctor(self) -> None:
        """Show the Doctor page."""
        if self.doctor is None:
            self.doctor = Doctor(lambda: self._runner.remote.find_python(), self._messages, self._panel.window())
            self.doctor.set_up.connect(self.show_panel)
        self.doctor.open()

    def show_panel(self) -> None:
        """Show the panel, also where nothing has to be done."""
        self._panel.explain("")
        self.wanted.emit()

    def say_when_outdated(self) -> None:
        """An update of the plugin keeps the environment; when it wants other packages, the user is told."""
        if own_place().state(self.packages.hash) == "outdated":
            self._messages.tell(
                tr(
                    "Terralex was updated and comes with other packages. The engine works as it is; refresh it "
                    "when you have time (Raster > Terralex > Engine and Doctor…)."
                ),
                20,
            )

    def close_down(self) -> None:
        """The plugin is leaving."""
        self._closed = True
        if self.doctor is not None:
            self.doctor.close_down()
            self.doctor.deleteLater()
            self.doctor = None
        look, self._look = self._look, None  # cancelling may end it at once, and its end forgets it
        if look is not None:
            look.cancel()
            look.waitForFinished(5000)

    def _run(self, title: str, job: Callable[[CancelToken], Any], on_done: Callable[[Any], None]) -> None:
        if self._runner.busy or self._runner.beside.working:
            raise InputError(tr("Something is going on already."), tr("Wait for it to end, or cancel it."))

        def with_engine_ended(token: CancelToken):
            self._runner.remote.shutdown()  # it would keep files open
            return (yield from job(token))

        self._working = True
        self._panel.reason.hide()
        self._panel.set_busy(True)
        self._runner.start(title, with_engine_ended, on_done, self._on_error, self._on_cancel, hidden=True, alone=True)

    def _remember(self) -> None:
        choices = self._panel.choices()
        for name, value in (
            ("build", choices.build),
            ("base_python", choices.python),
            ("index", without_login(choices.index, "")),  # a password is for this time only
            ("offline", choices.offline),
        ):
            settings.put(name, value)

    def _on_said(self, event: Any) -> None:
        if not self._working:
            return
        if isinstance(event, install.LogLine):
            self._panel.log.appendPlainText(event.text)
        elif isinstance(event, ProgressEvent):
            text = said(event.message)
            if event.left_s:
                text = tr("{step} (about {n} min left)").format(step=text, n=max(1, round(event.left_s / 60)))
            self._panel.show_progress(text, event.done)
        elif isinstance(event, NoteEvent):
            self._panel.log.appendPlainText(event.message)

    def _end(self) -> None:
        self._working = False
        self._panel.set_busy(False)
        self.look()

    def _on_ready(self, report: dict[str, Any]) -> None:
        self._end()
        self._messages.tell(
            tr("The engine is ready. torch {version} computed as it should.").format(
                version=report["versions"].get("torch", "")
            )
        )
        self.changed.emit()

    def _on_removed(self, _result: object) -> None:
        self._end()
        self._messages.tell(tr("The engine's environment was removed."))
        self.changed.emit()

    def _on_error(self, error: BaseException) -> None:
        if isinstance(error, SetUpError) and error.kind == "torch_index":
            self._panel.choose_build(USUAL)  # seen there with its size, before anybody presses again
        self._end()
        self._panel.explain(self._messages.show_error(error))

    def _on_cancel(self) -> None:
        self._end()  # the panel says that it was not finished

    def _on_facts(self, facts: Facts) -> None:
        self._choice = facts.choice
        if not self._closed:
            self._panel.show_state(facts.state)
            folder = str(settings.data_folder() / "engine")
            build = said(LABELS[facts.choice.build])
            self._panel.show_facts(in_a_sentence(facts), build, said(facts.choice.reason), folder)
        self._after_look()

    def _on_look_failed(self, error: BaseException) -> None:
        self._messages.show_error(error)
        self._after_look()

    def _after_look(self) -> None:
        self._look = None
        if self._again and not self._closed:
            self._again = False
            self.look()


def in_a_sentence(facts: Facts) -> str:
    """What a set-up takes; what is there, when nothing is to be done."""
    there = (
        tr("{size} are free").format(size=figure(in_words(facts.free))) if facts.free >= 0 else tr("free space unknown")
    )
    if facts.state == "ready":
        return f"{there[:1].upper()}{there[1:]}."
    fetch = (
        tr("Fetches about {size}").format(size=figure(in_words(facts.fetch))) if facts.fetch else tr("Fetches nothing")
    )
    return tr("{fetch} and takes about {size} of disk ({free}).").format(
        fetch=fetch, size=figure(in_words(facts.disk)), free=there
    )
