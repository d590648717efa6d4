"""What the user may change is a field here: default, label, help and range stand together.

`Options` are the settings of the method; the pack gives their defaults, the preset changes some, the user the rest.
`RunConfig` is one run. Both become the recipe, the command line, the dock and the Processing parameters.
"""

from __future__ import annotations

import dataclasses
import difflib
from dataclasses import dataclass, field, fields
from typing import Any, Mapping, Sequence

from .errors import InputError
from .vocabulary import ClassSpec

PRESETS = ("draft", "balanced", "best")
# A preset of every pack, for scripts: pictures looked at as in OVDiff's paper (docs/design.md, Paper mode).
PAPER = {"short_side": 448, "windows": (448, 336), "stride": 224, "blend": "uniform", "text_prototypes": "off"}
DEVICES = ("auto", "cpu", "cuda")
GRIDS = ("working", "source")


def setting(default: Any, label: str, text: str, low: float | None = None, high: float | None = None) -> Any:
    """A field with its label, help and inclusive range."""
    return field(default=default, metadata={"label": label, "help": text, "low": low, "high": high})


CHOICES = {
    "blend": ("hann", "uniform"),
    "sampler": ("dpmsolver++", "unipc", "lcm"),
    "regions": ("otsu", "whole"),
    "segmenter": ("otsu", "tokencut", "maskcut", "folder"),
    "prefilter": ("off", "share", "subsets"),
    "text_prototypes": ("off", "beside", "instead"),
}
PROMPTS = ("pack", "paper", "aerial")


@dataclass(frozen=True)
class Options:
    """Settings of a method. Defaults here are those of the paper where it has one; a pack overrides them."""

    pictures: int = setting(32, "Pictures per word", "Support pictures drawn for each word (N).", 1, 256)
    parts: int = setting(32, "Part prototypes", "K of the K-means over a word's regions.", 1, 256)
    steps: int = setting(30, "Denoising steps", "Steps of the sampler for each picture.", 1, 200)
    sampler: str = setting("dpmsolver++", "Sampler", "Of the pictures: dpmsolver++, unipc (few steps) or lcm.")
    guidance: float = setting(8.0, "Guidance", "Classifier-free guidance; 1 switches it off.", 1.0, 30.0)
    windows: tuple[int, ...] = setting((448, 336), "Window sizes", "Sides of the windows, working pixels.", 16, 2048)
    stride: int = setting(224, "Stride", "Distance of neighbouring windows, working pixels.", 8, 2048)
    blend: str = setting("hann", "Blending", "Weight of a window's pixels: hann or uniform.")
    temperature: float = setting(0.1, "Temperature", "Of the softmax that turns scores into confidence.", 1e-4, 100.0)
    background: bool = setting(True, "Background", "Whether a pixel may belong to no class.")
    background_constant: float = setting(0.72, "Background score", "Where no class has a background.", -10.0, 10.0)
    background_bias: float = setting(
        0.0, "Background bias", "Added to background prototypes' score: more, fewer false finds.", -10.0, 10.0
    )
    background_prototypes: bool = setting(True, "Background prototypes", "Match against what lies around a thing.")
    class_prototypes: bool = setting(True, "Class prototypes", "One mean over all pictures of a word.")
    instance_prototypes: bool = setting(True, "Instance prototypes", "One mean for each picture.")
    part_prototypes: bool = setting(True, "Part prototypes", "Cluster centres over all pictures.")
    text_prototypes: str = setting(
        "off", "Text prototypes", "Compare places with the words' texts: off, beside drawings, or instead of them."
    )
    stuff_filter: bool = setting(True, "Stuff filter", "Drop background prototypes that resemble a stuff class.")
    stuff_cosine: float = setting(0.85, "Stuff filter limit", "Cosine above which a background is dropped.", -1.0, 1.0)
    regions: str = setting("otsu", "Regions", "How attribution becomes regions: otsu, or whole (no attribution).")
    segmenter: str = setting(
        "otsu", "Segmenter", "What proposes regions: otsu (none), tokencut, maskcut, or folder (masks of your own)."
    )
    segmenter_extractor: str = setting("", "Segmenter's extractor", "Its keys are cut; empty for the pack's first.")
    masks_folder: str = setting("", "Folder of masks", "WORD/000.png and so on, for segmenter=folder.")
    prompts: str = setting("pack", "Prompts", "Of support pictures: pack, paper, aerial, or a text with {word} in it.")
    rotate_supports: bool = setting(False, "Turn supports", "Learn from support pictures in all four quarter turns.")
    extractors: tuple[str, ...] = setting((), "Extractors", "Names of the extractors to use; empty for all.")
    remove_mean: float = setting(
        0.0, "Remove common part", "Share of the prototypes' mean that is subtracted before cosines.", 0.0, 1.0
    )
    upsample: int = setting(1, "Upsample features", "How many times finer features are made before cosines.", 1, 8)
    prefilter: str = setting(
        "off", "Prefilter", "Leave out things that the raster does not show: off, share (1/|C|) or subsets (the paper)."
    )
    prefilter_eta: int = setting(10, "Prefilter's most", "Classes of which all subsets are tried (eta).", 1, 12)
    threshold: float = setting(
        0.0, "Threshold", "With background=off: a less confident pixel belongs to no class.", 0.0, 1.0
    )
    short_side: int = setting(
        0, "Short side", "Paper mode: the whole picture is brought to this side; 0 looks at native pixels.", 0, 2048
    )
    pamr: bool = setting(False, "PAMR", "Refine scores by the picture's colours.")
    pamr_iterations: int = setting(10, "PAMR iterations", "How often; each reaches 24 pixels further.", 1, 40)
    calibrate: bool = setting(True, "Calibrate words", "Centre and scale each word's scores, where the pack can.")
    min_area_px: int = setting(16, "Smallest polygon", "Smaller ones join their neighbour, working pixels.", 0, 100000)
    simplify_px: float = setting(1.0, "Simplify", "Tolerance of polygon borders, working pixels.", 0.0, 50.0)
    store_gb: float = setting(10.0, "Kept features", "Disk budget for features of windows, GB; 0 keeps none.", 0, 10000)
    gsd_m: float = setting(0.0, "Ground resolution", "Metres per working pixel; 0 asks the pack.", 0.0, 1000.0)
    pixel_m: float = setting(0.0, "Pixel size", "Metres per source pixel where the file does not say.", 0.0, 1000.0)

    def __post_init__(self) -> None:
        for f in fields(self):
            values = getattr(self, f.name)
            for value in values if isinstance(values, tuple) else (values,):
                low, high = f.metadata["low"], f.metadata["high"]
                if low is not None and not low <= value <= high:
                    raise InputError(
                        f"“{f.name}” is {value}; it must lie between {low:g} and {high:g}.", f.metadata["help"]
                    )
        if not self.windows:
            raise InputError("“windows” is empty.", "Give at least one size, for example windows=256.")
        if self.stride > min(self.windows):
            raise InputError(
                f"“stride” ({self.stride}) is larger than the smallest window ({min(self.windows)}).",
                "Windows would leave gaps; use a smaller stride.",
            )
        for name, words in CHOICES.items():
            if getattr(self, name) not in words:
                raise InputError(f"“{name}” is {getattr(self, name)!r}.", f"Use {' or '.join(words)}.")
        if self.prompts not in PROMPTS and "{word}" not in self.prompts:
            raise InputError(f"“prompts” is {self.prompts!r}.",
                             "Use pack, paper or aerial, or a sentence with {word} in it.")  # fmt: skip
        self._check_together()

    def _check_together(self) -> None:
        """Refuse options that contradict each other."""
        if self.segmenter != "otsu" and self.regions == "whole":
            raise InputError(f"“segmenter={self.segmenter}” proposes regions and “regions=whole” uses none.",
                             "Leave one of them out.")  # fmt: skip
        if (self.segmenter == "folder") != bool(self.masks_folder):
            raise InputError("“segmenter=folder” and “masks_folder” belong together.",
                             "Give both, or leave both out.")  # fmt: skip
        if self.threshold and self.background:
            raise InputError("“threshold” is for runs without a background.", "Add background=off, or leave it out.")
        if self.short_side and self.blend != "uniform":
            raise InputError(f"“short_side” looks at pictures as the paper does, and “blend” is {self.blend}.",
                             "Use blend=uniform, or preset paper.")  # fmt: skip
        if self.short_side and max(self.windows) > self.short_side:
            raise InputError(
                f"A window of {max(self.windows)} px does not fit into a picture of “short_side” {self.short_side}.",
                "Use smaller windows or a larger side.",
            )
        if not (self.class_prototypes or self.instance_prototypes or self.part_prototypes):
            raise InputError("All kinds of prototypes are switched off.", "Leave at least one of them on.")

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as in a recipe."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in dataclasses.asdict(self).items()}


def _convert(name: str, value: Any) -> Any:
    """A value of an option from text or JSON, in the option's type."""
    default: Any = next(f.default for f in fields(Options) if f.name == name)
    try:
        if isinstance(default, bool):
            if isinstance(value, bool):
                return value
            return {
                "on": True,
                "true": True,
                "1": True,
                "yes": True,
                "off": False,
                "false": False,
                "0": False,
                "no": False,
            }[str(value).strip().lower()]
        if isinstance(default, tuple):
            items = value.replace(";", ",").split(",") if isinstance(value, str) else list(value)
            words: tuple[str, ...] = tuple(str(item).strip() for item in items if str(item).strip())
            return words if name == "extractors" else tuple(int(word) for word in words)
        return type(default)(value)
    except (ValueError, TypeError, KeyError) as error:
        kinds = {bool: "on or off", int: "a whole number", float: "a number", tuple: "values separated by commas"}
        raise InputError(f"“{name}” cannot be {value!r}.", f"It takes {kinds[type(default)]}.") from error


def resolve_options(*layers: Mapping[str, Any]) -> Options:
    """Options from layers, later ones win: the pack's defaults, its preset, the user's own.

    Raises:
        InputError: an unknown name, a value of the wrong kind or out of range.
    """
    names = [f.name for f in fields(Options)]
    values: dict[str, Any] = {}
    for layer in layers:
        for name, value in layer.items():
            if name not in names:
                near = difflib.get_close_matches(name, names, n=3, cutoff=0.4) or names
                raise InputError(f"There is no option “{name}”.", f"Did you mean: {', '.join(near)}?")
            values[name] = _convert(name, value)
    return Options(**values)


@dataclass(frozen=True)
class Area:
    """Where to segment: GeoJSON geometries (polygons) in the coordinates of `crs` (WKT or AUTHORITY:CODE)."""

    geometries: tuple[dict[str, Any], ...]
    crs: str = ""


def check_choice(name: str, value: str, allowed: Sequence[str]) -> None:
    """Refuse a value that is none of a few words, and say which they are."""
    if value not in allowed:
        raise InputError(f"“{value}” is not a {name}.", f"Use one of: {', '.join(allowed)}.")


@dataclass(frozen=True)
class RunConfig:
    """One run.

    Attributes:
        image: Path of the raster.
        out: The run's own folder; made if it is not there.
        classes: In the order of their ids, 1..n.
        overrides: The user's options by name (`Options`).
        bands: 1-based bands taken as red, green, blue; empty for the first three (or the only one thrice).
        block_px: Side of the blocks that are finished one by one, working pixels; does not change the result.
        threads: Windows encoded at a time on a CPU; 0 takes all cores; does not change the result.
    """

    image: str
    out: str
    classes: tuple[ClassSpec, ...]
    pack: str = "starter"
    method: str = "ovdiff"
    preset: str = "balanced"
    device: str = "auto"
    seed: int = 0
    area: Area | None = None
    grid: str = "working"
    bands: tuple[int, ...] = ()
    block_px: int = 1024
    threads: int = 0
    overrides: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_choice("preset", self.preset, (*PRESETS, "paper"))
        check_choice("device", self.device, DEVICES)
        check_choice("grid", self.grid, GRIDS)
        if not 64 <= self.block_px <= 8192:
            raise InputError(f"A block of {self.block_px} px is not possible.", "Use 64 to 8192.")
        if len(self.bands) not in (0, 1, 3):
            raise InputError(f"{len(self.bands)} bands were chosen.", "Choose one band, or three for red, green, blue.")

    def to_dict(self) -> dict[str, Any]:
        """Plain values for the protocol and the recipe."""
        data = {f.name: getattr(self, f.name) for f in fields(self)}
        data.update(classes=[c.to_dict() for c in self.classes], bands=list(self.bands), overrides=dict(self.overrides))
        data["area"] = {"geometries": list(self.area.geometries), "crs": self.area.crs} if self.area else None
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> RunConfig:
        """The inverse of `to_dict`; missing fields take their defaults."""
        known = {f.name for f in fields(cls)}
        values = {k: v for k, v in data.items() if k in known}
        values["classes"] = tuple(ClassSpec.from_dict(c) for c in values.get("classes", ()))
        values["bands"] = tuple(values.get("bands", ()))
        area = values.get("area")
        values["area"] = Area(tuple(area["geometries"]), area.get("crs", "")) if area else None
        return cls(**values)
