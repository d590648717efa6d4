"""Does what `core/commands.py` lists: one function a command, each a job that yields progress and returns plain values.

What a command needs is imported when it is first asked for: torch takes seconds, and nobody should wait for it in vain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..commands import (
    COMMANDS,
    AddChips,
    Alike,
    Burn,
    DrawSample,
    Evaluate,
    Explain,
    Export,
    Fetch,
    Gallery,
    Import,
    LoadClass,
    Measure,
    OfPack,
    Polygonise,
    ReportAccuracy,
    Rescore,
    RescoreRough,
    SaveClass,
    Teach,
    TeachRough,
)
from ..config import RunConfig
from ..formats import format_of
from ..progress import CancelToken, Events, Progress
from ..trained_requests import ExportTrained, ImportTrained, ListTrained, RemoveTrained, Train

if TYPE_CHECKING:
    from .setting import Warm

Answer = Events[dict[str, Any]]


@dataclass
class Engine:
    """Does commands, one after the other; networks stay loaded between them."""

    warm: Warm | None = None

    def do(self, command: str, data: Mapping[str, Any], token: CancelToken) -> Answer:
        """A command as a job.

        Args:
            command: In `COMMANDS`.
            data: Its request, plain values.
            token: Asked between steps.

        Raises:
            TerralexError: in the user's words, the request cannot be understood included.
            KeyError: there is no such command.
        """
        known = COMMANDS[command]
        if known.frees:
            self.warm = None
        return (yield from JOBS[command](known.request.from_dict(data), token, self))

    def kept(self) -> Warm:
        """The networks that are kept."""
        from .setting import Warm

        self.warm = self.warm or Warm()
        return self.warm


def _segment(config: RunConfig, token: CancelToken, engine: Engine) -> Answer:
    from .segment import segment

    return (yield from segment(config, token, engine.kept())).to_dict()


def _prototypes(config: RunConfig, token: CancelToken, engine: Engine) -> Answer:
    from .imagine import imagine

    return (yield from imagine(config, token, engine.kept()))


def _explain(asked: Explain, token: CancelToken, engine: Engine) -> Answer:
    from .explain import explain

    return (yield from explain(asked.run, asked.x, asked.y, token, asked.out, engine.kept()))


def _alike(asked: Alike, token: CancelToken, engine: Engine) -> Answer:
    from .alike import alike

    return (yield from alike(asked.run, asked.x, asked.y, asked.level, token, engine.kept()))


def _teach(asked: Teach, token: CancelToken, engine: Engine) -> Answer:
    if asked.undo:
        from ..outputs.undoing import undo_teaching

        return (yield from undo_teaching(asked.run, token))
    from .teach import teach

    return (yield from teach(asked.run, token, asked.way, asked.encode, engine.kept()))


def _teach_rough(asked: TeachRough, token: CancelToken, engine: Engine) -> Answer:
    from .teach_rough import teach_rough

    part = asked.left, asked.bottom, asked.right, asked.top
    return (yield from teach_rough(asked.run, asked.out, part, token, asked.way, engine.kept()))


def _gallery(asked: Gallery, token: CancelToken, engine: Engine) -> Answer:
    from .gallery import gallery

    return (yield from gallery(asked.run, asked.out, token, asked.support, engine.kept()))


def _chips(asked: AddChips, token: CancelToken, engine: Engine) -> Answer:
    from .chips import add_chips

    return (yield from add_chips(asked, token, engine.kept()))


def _rescore(asked: Rescore, token: CancelToken, engine: Engine) -> Answer:
    from .rescore import rescore

    return (yield from rescore(asked.run, asked.support, token, asked.encode, engine.kept()))


def _rescore_rough(asked: RescoreRough, token: CancelToken, engine: Engine) -> Answer:
    from .rescore_rough import rescore_rough

    part = asked.left, asked.bottom, asked.right, asked.top
    return (yield from rescore_rough(asked.run, asked.support, asked.out, part, token, engine.kept()))


def _evaluate(asked: Evaluate, token: CancelToken, engine: Engine) -> Answer:
    from .report import evaluate_to_file

    config = RunConfig.from_dict(asked.config)
    return (
        yield from evaluate_to_file(
            asked.folder, asked.out, config, token, asked.predictions, engine.kept(), asked.known_as
        )
    )


def _measure(asked: Measure, token: CancelToken, engine: Engine) -> Answer:
    from .measure import measure

    return (yield from measure(asked.pack, token, asked.device, engine.kept(), asked.method))


def _polygonise(asked: Polygonise, token: CancelToken, _engine: Engine) -> Answer:
    from ..outputs.remaking import polygonise_edited

    return (
        yield from polygonise_edited(
            asked.classes,
            asked.out,
            segments=asked.segments,
            min_area_px=asked.min_area_px,
            simplify_px=asked.simplify_px,
            token=token,
        )
    )


def _burn(asked: Burn, _token: CancelToken, _engine: Engine) -> Answer:
    from ..outputs.burn import burn

    yield Progress("write", "Burning polygons into the raster", 0, 1)
    return burn(asked.segments, asked.layer, asked.classes, asked.out)


def _export(asked: Export, token: CancelToken, _engine: Engine) -> Answer:
    if format_of(asked.format).wants == "chips":
        from ..outputs.datasets import export_chips

        return (yield from export_chips(asked, token))
    if asked.format == "stac":
        from ..outputs.stac import export_stac

        return (yield from export_stac(asked, token))
    from ..outputs.chosen import Choice
    from ..outputs.export import export_labels

    yield Progress("write", "Exporting labels", 0, 1)
    choice = Choice(asked.fids, asked.reviewed, asked.background, asked.confidence, asked.pieces, asked.reviewer)
    return export_labels(
        asked.source, asked.layer, asked.out, asked.format, style=asked.style, choice=choice, beyond=asked.beyond
    )


def _sample(asked: DrawSample, token: CancelToken, _engine: Engine) -> Answer:
    from ..outputs.sampling import draw_sample

    return (yield from draw_sample(asked, token))


def _accuracy(asked: ReportAccuracy, token: CancelToken, _engine: Engine) -> Answer:
    from ..outputs.accuracy_report import report_accuracy

    return (yield from report_accuracy(asked, token))


def _fetch(asked: Fetch, token: CancelToken, _engine: Engine) -> Answer:
    from ..packs.store.fetch import fetch
    from ..packs.store.network import Network

    network = Network(**asked.network)
    return (yield from fetch(asked.pack, token, asked.agreed, asked.restricted, asked.update, network))


def _import(asked: Import, token: CancelToken, _engine: Engine) -> Answer:
    from ..packs.store.imports import import_pack

    return (yield from import_pack(asked.source, token, asked.replace))


def _verify(asked: OfPack, token: CancelToken, _engine: Engine) -> Answer:
    from ..packs.store.installed import verify_pack

    return (yield from verify_pack(asked.pack, token))


def _remove(asked: OfPack, _token: CancelToken, _engine: Engine) -> Answer:
    from ..packs.store.installed import remove_pack

    yield Progress("fetch", f"Removing {asked.pack}", 0, 1)
    return remove_pack(asked.pack)


def _save_class(asked: SaveClass, token: CancelToken, engine: Engine) -> Answer:
    from .class_files import save_class

    return (yield from save_class(asked.run, asked.name, asked.out, token, asked.pictures, engine.kept()))


def _load_class(asked: LoadClass, token: CancelToken, _engine: Engine) -> Answer:
    from ..class_files.loading import load_class

    return (yield from load_class(asked.source, token))


def _train(asked: Train, token: CancelToken, engine: Engine) -> Answer:
    from .train import train

    return (yield from train(asked, token, engine.kept()))


def _trained(_asked: ListTrained, _token: CancelToken, _engine: Engine) -> Answer:
    from ..trained.home import trained_here

    yield Progress("check", "Reading what was trained", 0, 1)
    return {"trained": [each.told() for each in trained_here()]}


def _export_trained(asked: ExportTrained, _token: CancelToken, _engine: Engine) -> Answer:
    from ..trained.passing import export_trained

    yield Progress("write", f"Writing {Path(asked.out).name}", 0, 1)
    return export_trained(asked.name, Path(asked.out))


def _import_trained(asked: ImportTrained, token: CancelToken, _engine: Engine) -> Answer:
    from ..trained.passing import import_trained

    return (yield from import_trained(asked.source, token))


def _remove_trained(asked: RemoveTrained, _token: CancelToken, _engine: Engine) -> Answer:
    from ..trained.home import remove_trained

    yield Progress("write", f"Removing {asked.name}", 0, 1)
    return remove_trained(asked.name).told()


JOBS: dict[str, Callable[[Any, CancelToken, Engine], Answer]] = {
    "segment": _segment,
    "prototypes": _prototypes,
    "explain": _explain,
    "alike": _alike,
    "teach": _teach,
    "teach_rough": _teach_rough,
    "gallery": _gallery,
    "chips": _chips,
    "rescore": _rescore,
    "rescore_rough": _rescore_rough,
    "evaluate": _evaluate,
    "measure": _measure,
    "polygonise": _polygonise,
    "burn": _burn,
    "export": _export,
    "sample": _sample,
    "accuracy": _accuracy,
    "fetch": _fetch,
    "import": _import,
    "verify": _verify,
    "remove": _remove,
    "save_class": _save_class,
    "load_class": _load_class,
    "train": _train,
    "trained": _trained,
    "export_trained": _export_trained,
    "import_trained": _import_trained,
    "remove_trained": _remove_trained,
}
