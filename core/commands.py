"""What the engine can be asked, and with what: the one table that the worker, the command line and the plugin read.

Standard library only. What does the work is in `core/jobs/commands.py`, under the same names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Sequence, Union

from .config import RunConfig
from .request import Request
from .trained_requests import ExportTrained, ImportTrained, ListTrained, RemoveTrained, Train

# How a finished run learns from corrections; what does it is in core/teaching/ways.py, under the same names.
WAYS = ("prototypes", "limits", "joint", "classifier")
DEFAULT_WAY = "classifier"  # the table of training/simulate.py chooses it (docs/measurements.md, Teaching)


@dataclass(frozen=True)
class Burn(Request):
    """Polygons into a new class raster `out` like `classes`; `layer`: of the file `segments`, "" for the first."""

    segments: str
    classes: str
    out: str
    layer: str = ""


@dataclass(frozen=True)
class Polygonise(Request):
    """Polygons `out` of a class raster that was edited by hand; limits in its pixels.

    `segments`: the run's polygons until now, whose corrected ones stay; "" for none.
    """

    classes: str
    out: str
    segments: str = ""
    min_area_px: int = 16
    simplify_px: float = 1.0


@dataclass(frozen=True)
class Export(Request):
    """A layer's features as labels for other programs.

    Attributes:
        source, out, layer: The file, the file to write, the layer ("" for the first one).
        format: One of `formats.FORMATS`.
        style: Whether a .qml is written, too.
        fids: The features that are meant, by their ids in the file; None for all.
        reviewed: Only those that were reviewed.
        background: Background, too.
        confidence: The least confidence, 0 to 1.
        beyond: A table of what QGIS shows beside the file's fields, by the same ids; "" for none.
        pieces: Large polygons stay in the pieces that the run cut them into.
        image: The raster, where pieces of it are exported; "" for that of the run.
        chip: Side of these pieces, pixels; `overlap`: pixels that neighbours share; `empty`: those without objects too.
        split: Shares of training, validation and test, as 70/20/10; "" for none. `seed`: another one splits otherwise.
        licence: Of the labels; `credit`: whom to name. Both are written into what is exported, where it has a place.
        reviewer: The field of that name, too: who has looked at each polygon.
    """

    source: str
    out: str
    format: str
    layer: str = ""
    style: bool = True
    fids: Union[Sequence[int], None] = None
    reviewed: bool = False
    background: bool = True
    confidence: float = 0.0
    beyond: str = ""
    pieces: bool = False
    image: str = ""
    chip: int = 1024
    overlap: int = 0
    empty: bool = True
    split: str = ""
    seed: int = 0
    licence: str = ""
    credit: str = ""
    reviewer: bool = False


@dataclass(frozen=True)
class DrawSample(Request):
    """Points of a finished map for a person to judge.

    Attributes:
        run: The run's folder, or a class raster; `out`: the GeoPackage to write.
        points: All together; `at_least`: of each class.
        seed: The same seed draws the same points.
        allocation: How the rest is shared among classes: by their area ("proportional"), or "equal".
    """

    run: str
    out: str
    points: int = 300
    at_least: int = 30
    seed: int = 0
    allocation: str = "proportional"


@dataclass(frozen=True)
class ReportAccuracy(Request):
    """What judged points say of a map: the run's folder or class raster, the points, the folder to write.

    `words`: the report's own words in another language, by the English ones. `answers`: a file that another program has
    made of the points, whose answers count instead of those in the points' own file; "" for none.
    """

    run: str
    points: str
    out: str
    words: Mapping[str, Any] = field(default_factory=dict)
    answers: str = ""


@dataclass(frozen=True)
class Explain(Request):
    """Why a place got its class: a run's folder, a place in the raster's coordinates, a folder for pictures."""

    run: str
    x: float
    y: float
    out: Union[str, None] = None


@dataclass(frozen=True)
class Alike(Request):
    """What looks alike around a place: a run's folder, a place in the raster's coordinates, how much may, 0 to 1."""

    run: str
    x: float
    y: float
    level: float


@dataclass(frozen=True)
class Teach(Request):
    """A finished run learns from its reviewed polygons, as a new generation of its files beside the old ones.

    Attributes:
        run: The run's folder.
        way: One of `WAYS`; "" for the usual one.
        encode: Whether windows whose features are not kept any more may be encoded again; else a NotKeptError says
            how many they are.
        undo: Take the last teaching back instead: the generation before it is shown again, as one more generation.
    """

    run: str
    way: str = ""
    encode: bool = False
    undo: bool = False


@dataclass(frozen=True)
class TeachRough(Request):
    """What teaching would make of a part of the map, at once and without refinement: a small class raster to look at.

    Attributes:
        run, way: As for `Teach`.
        out: The GeoTIFF to write; one that is there is not replaced.
        left, bottom, right, top: The part, in the raster's coordinate system.
    """

    run: str
    out: str
    left: float
    bottom: float
    right: float
    top: float
    way: str = ""


@dataclass(frozen=True)
class Gallery(Request):
    """What a run thinks each of its classes is: support pictures with their regions outlined, and the user's own.

    Attributes:
        run: The run's folder.
        out: The folder for thumbnails (PNG); made if it is not there, files of the same names are replaced.
        support: As if this were chosen (`support.Choice` by class, plain values); null for what holds now.
    """

    run: str
    out: str
    support: Union[Mapping[str, Any], None] = None


@dataclass(frozen=True)
class AddChips(Request):
    """Pictures of the user's own of a class, into the run's folder; they count once a `Rescore` names them.

    Attributes:
        run: The run's folder.
        name: Of the class, as the run was made.
        files: Image files.
        boxes: Rectangles of the map: left, bottom, right and top in the raster's coordinate system.
        polygons: Numbers (fid) of polygons in the run's newest `segments`.
    """

    run: str
    name: str
    files: Sequence[str] = ()
    boxes: Sequence[Sequence[float]] = ()
    polygons: Sequence[int] = ()


@dataclass(frozen=True)
class Rescore(Request):
    """A finished run scored again with other support sets, as a new generation beside the old ones (undo: `Teach`).

    Attributes:
        run: The run's folder.
        support: All that is to hold (`support.Choice` by class, plain values); {} for what the machine made by itself.
        encode: As for `Teach`.
    """

    run: str
    support: Mapping[str, Any]
    encode: bool = False


@dataclass(frozen=True)
class RescoreRough(Request):
    """What other support sets would make of a part of the map, at once: a small class raster, as `TeachRough` writes.

    Attributes:
        run, support: As for `Rescore`.
        out, left, bottom, right, top: As for `TeachRough`.
    """

    run: str
    support: Mapping[str, Any]
    out: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Evaluate(Request):
    """Accuracy on a labelled set: its folder, the report's file, a folder for predictions, which known set it is.

    `config`: as `RunConfig.to_dict()`; its image, classes and area are not used.
    """

    folder: str
    out: str
    config: Mapping[str, Any]
    predictions: Union[str, None] = None
    known_as: str = ""


@dataclass(frozen=True)
class Measure(Request):
    """How fast this machine is with a pack."""

    pack: str
    device: str = "auto"
    method: str = "ovdiff"


@dataclass(frozen=True)
class Fetch(Request):
    """A pack from its sources.

    Attributes:
        pack: Its name.
        agreed: Whether its licences are agreed to.
        restricted: Whether parts that need an account or forbid commercial use are wanted.
        update: Whether to forget what the first fetch found.
        network: `proxies` (variables such as HTTPS_PROXY, NO_PROXY) and `certificates` (PEM) of QGIS; else the
            environment's.
    """

    pack: str
    agreed: bool = False
    restricted: bool = False
    update: bool = False
    network: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Import(Request):
    """A pack from a folder or a zip; whether it may replace one of that name, else an AlreadyHereError."""

    source: str
    replace: bool = False


@dataclass(frozen=True)
class OfPack(Request):
    """Verify or remove a pack."""

    pack: str


@dataclass(frozen=True)
class SaveClass(Request):
    """A class of a finished run as a file: the run's folder, the class's name, the file; with pictures or without."""

    run: str
    name: str
    out: str
    pictures: bool = True


@dataclass(frozen=True)
class LoadClass(Request):
    """A class file onto this machine; a run uses it by its key (`ClassSpec.file`)."""

    source: str


@dataclass(frozen=True)
class Command:
    """A command of the engine.

    Attributes:
        request: What it is asked with.
        frees: Whether loaded networks are let go of first: their files may be others afterwards.
    """

    request: Union[type[Request], type[RunConfig]]
    frees: bool = False


COMMANDS: dict[str, Command] = {
    "segment": Command(RunConfig),
    "prototypes": Command(RunConfig),
    "explain": Command(Explain),
    "alike": Command(Alike),
    "teach": Command(Teach),
    "teach_rough": Command(TeachRough),
    "gallery": Command(Gallery),
    "chips": Command(AddChips),
    "rescore": Command(Rescore),
    "rescore_rough": Command(RescoreRough),
    "evaluate": Command(Evaluate),
    "measure": Command(Measure),
    "polygonise": Command(Polygonise),
    "burn": Command(Burn),
    "export": Command(Export),
    "sample": Command(DrawSample),
    "accuracy": Command(ReportAccuracy),
    "fetch": Command(Fetch, frees=True),
    "import": Command(Import, frees=True),
    "verify": Command(OfPack),
    "remove": Command(OfPack, frees=True),
    "save_class": Command(SaveClass),
    "load_class": Command(LoadClass),
    "train": Command(Train),
    "trained": Command(ListTrained),
    "export_trained": Command(ExportTrained),
    "import_trained": Command(ImportTrained),
    "remove_trained": Command(RemoveTrained),
}
