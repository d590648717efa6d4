"""“Load a class…”: the engine looks through the file and keeps it; the table gets a class that is not drawn anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QObject

from ...core.commands import LoadClass
from ...core.vocabulary import loaded_spec, normalise
from ..engine.beside import Order
from ..engine.runner import Runner
from ..messages import Messages, guarded
from ..translation import tr
from .class_table import Row
from .form import Form


class ClassFiles(QObject):
    """Loads class files for the dock's table.

    Args:
        runner: Has the engine do it.
        form: Of the dock.
        messages: Tells about it.
    """

    def __init__(self, runner: Runner, form: Form, messages: Messages) -> None:
        super().__init__(form)
        self._runner, self._form, self._messages = runner, form, messages
        form.classes.menu.file_wanted.connect(guarded(self.load, messages.show_error))

    def load(self, path: str) -> None:
        """Bring a class in, and add it to the table; in the place of one of that name.

        Raises:
            InputError: the engine's environment is being changed.
        """
        name = Path(path).name
        title = tr("Terralex: loading {name}").format(name=name)

        def stopped() -> None:
            self._messages.tell(tr("{title}: cancelled.").format(title=title))

        request = LoadClass(path).to_dict()
        self._runner.serve(Order(title, "load_class", request, self._add, self._messages.show_error, stopped))

    def _add(self, result: dict[str, Any]) -> None:
        table, made, pack = self._form.classes, result["pack"], self._form.pack.currentData()
        spec = loaded_spec(result)
        rows, same = table.rows(), normalise(spec.name)
        there = [normalise(row.name) == same for row in rows]
        new = Row.of(spec)
        if any(there):
            rows = [
                replace(new, colour=row.colour, value=row.value) if is_it else row for row, is_it in zip(rows, there)
            ]
        else:
            rows = [*rows, new]
        table.set_rows(rows)
        if pack is not None and pack.hash != made["hash"]:
            version = f" {made['version']}" if made["version"] else ""
            said = tr("“{name}” can be used with the pack “{pack}”{version} alone: choose it before you run.")
            self._messages.warn(said.format(name=spec.name, pack=made["name"], version=version))
            return
        said = tr("“{name}” is in the list. It looks like what its file holds: {n} pictures, none is drawn anew.")
        if not result["pictures"]:
            said = tr("“{name}” is in the list. It looks like what its file holds; no picture came with it.")
        self._messages.tell(said.format(name=spec.name, n=result["pictures"]))
