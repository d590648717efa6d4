"""Earlier runs, read from their folders: what they were asked, how far they came, and how to be rid of one."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Iterable, Mapping, Sequence

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt.QtCore import QFile

from ...core.config import RunConfig
from ...core.errors import InputError, OutputError, TerralexError
from ...core.packs import check_pack_name
from ...core.recipe import RECIPE, is_finished, read_recipe
from ...core.results import current_files
from ...core.vocabulary import ClassSpec
from ..results.layers import file_of, is_result, run_of
from ..translation import figure, tr

MOST_FILES = 100_000  # that are counted
MOST_WARNINGS = 100


@dataclass(frozen=True)
class Run:
    """One run on disk.

    Attributes:
        folder: Its folder.
        image: Path of the raster.
        classes: With their colours, in order.
        request: What was asked, as `RunConfig` takes it, less image and out.
        finished: Whether its results are there; else it can be continued.
        written: When its recipe was last written, seconds since 1970.
        size: Bytes on disk.
        warnings: What the run told.
    """

    folder: Path
    image: str
    classes: tuple[ClassSpec, ...]
    request: Mapping[str, Any]
    finished: bool
    written: float
    size: int
    warnings: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The folder's name: date and short hash."""
        return self.folder.name

    def config(self) -> RunConfig:
        """The request again, into the same folder: continues a run that is not finished."""
        return RunConfig.from_dict({**self.request, "image": self.image, "out": str(self.folder)})

    def result(self) -> dict[str, Any]:
        """The outputs that count now, edited or not, as the engine tells them after a run.

        Raises:
            InputError: one of them is gone.
        """
        paths = current_files(self.folder)
        for path in paths.values():
            if path.is_symlink():
                raise InputError(
                    tr("{file} of the run {run} is a link to somewhere else.").format(file=path.name, run=self.name),
                    tr("Do not use this run, or copy it with its files."),
                )
            if not path.is_file():
                raise InputError(
                    tr("The run {run} has lost its {file}.").format(run=self.name, file=path.name), tr("Run it again.")
                )
        return {"folder": str(self.folder), **{key: str(path) for key, path in paths.items()}}


def read_run(folder: Path) -> Run | None:
    """The run in a folder, or None where there is none that can be read."""
    try:
        recipe = read_recipe(folder)
        classes = tuple(ClassSpec.from_dict(spec) for spec in recipe["identity"]["classes"])
        run = Run(
            folder,
            str(recipe["image"]),
            classes,
            {**recipe["request"], "pack": _pack_of(recipe), "cluster": {}},  # whose machines do it is not for it to say
            is_finished(folder),
            (folder / RECIPE).lstat().st_mtime,
            _size(folder),
            tuple(str(text) for text in recipe.get("warnings", ()))[:MOST_WARNINGS],
        )
        run.config()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, TerralexError):
        return None
    return run


def _pack_of(recipe: Mapping[str, Any]) -> str:
    """The pack of a run, by its name: what was asked for may have been the path of its folder, and a recipe may come
    from somebody else.

    Raises:
        ModelError: the recipe names no pack.
    """
    asked = recipe["request"]["pack"]
    made = recipe["identity"].get("pack")
    return check_pack_name(made["name"] if isinstance(made, dict) else asked)


def find_runs(parents: Iterable[Path]) -> list[Run]:
    """All runs in the folders, newest first. Reads the disk: not for the main thread where folders are large."""
    found: dict[Path, Run] = {}
    for parent in parents:
        try:
            folders = [Path(entry.path) for entry in os.scandir(parent) if entry.is_dir(follow_symlinks=False)]
        except OSError:
            continue  # never made, or on a disk that is not there
        for folder in folders:
            run = read_run(folder) if folder not in found else None
            if run is not None:
                found[folder] = run
    return sorted(found.values(), key=lambda run: -run.written)


def places(output: str, project: QgsProject, beside: Sequence[Path]) -> list[Path]:
    """Where runs may lie: the chosen output folder, the usual ones, and wherever the project's results are."""
    layers = project.mapLayers().values()
    of_results = [Path(run_of(layer)).parent for layer in layers if is_result(layer)]
    return list(dict.fromkeys([*([Path(output)] if output else []), *beside, *of_results]))


def layers_of(run: Run, project: QgsProject) -> list[QgsMapLayer]:
    """The project's layers that show a file of a run."""
    return [layer for layer in project.mapLayers().values() if file_of(layer).parent == run.folder]


def delete(run: Run, project: QgsProject) -> None:
    """Move a run's folder into the system's wastebasket.

    Raises:
        InputError: the project shows it.
        OutputError: there is no wastebasket for it, or it cannot be moved.
    """
    shown = layers_of(run, project)
    if shown:
        raise InputError(
            tr("“{layer}” shows the run {run}.").format(layer=shown[0].name(), run=run.name),
            tr("Remove its layers from the project first."),
        )
    moved = QFile.moveToTrash(str(run.folder)) if hasattr(QFile, "moveToTrash") else False  # since Qt 5.15
    if not (moved[0] if isinstance(moved, tuple) else moved):
        raise OutputError(
            tr("The run {run} cannot be moved into the wastebasket.").format(run=run.name),
            tr("Delete the folder {folder} yourself if you are sure.").format(folder=run.folder),
        )


def again(run: Run) -> RunConfig:
    """The same request, for a folder yet to be chosen."""
    return replace(run.config(), out="")


def _size(folder: Path) -> int:
    """Bytes of the files in a run's folder; links are not followed, and a folder of any size costs no more."""
    size, seen = 0, 0
    for inner, _folders, files in os.walk(folder):
        for name in files:
            size += os.lstat(os.path.join(inner, name)).st_size
            seen += 1
            if seen > MOST_FILES:
                return size
    return size


def in_words(run: Run) -> str:
    """What a run is about, for a list: its classes, and how it ended."""
    names = ", ".join(spec.name for spec in run.classes)
    state = tr("finished") if run.finished else tr("not finished")
    return tr("{names} ({state}, {mb} MB)").format(names=names, state=state, mb=figure(f"{run.size / 1e6:.0f}"))
