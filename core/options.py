"""What the user may change of a method is a field here: default, help and range stand together.

`Options` are what the engine reads whatever the method; a method adds its own by a subclass and stands in `METHODS`,
the one list that the dock, Processing, the command line and the worker read. The pack gives defaults, a preset changes
some, the user the rest.
"""

from __future__ import annotations

import dataclasses
import difflib
from dataclasses import dataclass, field, fields
from typing import Any, Mapping, Sequence, TypeVar

from .errors import InputError

PRESETS = ("draft", "balanced", "best")
# A preset of every pack, for scripts: pictures looked at as in OVDiff's paper (docs/contracts.md, Paper mode).
PAPER = {"short_side": 448, "windows": (448, 336), "stride": 224, "blend": "uniform", "text_prototypes": "off"}
PROMPTS = ("pack", "paper", "aerial")


def setting(
    default: Any, text: str, low: float | None = None, high: float | None = None, *, choices: Sequence[str] = ()
) -> Any:
    """A field with its help, and its inclusive range or the words that it takes."""
    return field(default=default, metadata={"help": text, "low": low, "high": high, "choices": tuple(choices)})


@dataclass(frozen=True)
class Options:
    """What the engine reads of a run, whatever the method. Defaults are those of OVDiff's paper where it has one."""

    windows: tuple[int, ...] = setting((448, 336), "Sides of the windows, working pixels.", 16, 2048)
    stride: int = setting(224, "Distance of neighbouring windows, working pixels.", 8, 2048)
    blend: str = setting("hann", "Weight of a window's pixels: hann or uniform.", choices=("hann", "uniform"))
    temperature: float = setting(0.1, "Of the softmax that turns scores into confidence.", 1e-4, 100.0)
    background: bool = setting(True, "Whether a pixel may belong to no class.")
    extractors: tuple[str, ...] = setting((), "Names of the extractors to use; empty for all.")
    prefilter: str = setting(
        "off",
        "Leave out things that the raster does not show: off, share (1/|C|) or subsets (the paper).",
        choices=("off", "share", "subsets"),
    )
    prefilter_eta: int = setting(10, "Classes of which all subsets are tried (eta).", 1, 12)
    threshold: float = setting(0.0, "With background=off: a less confident pixel belongs to no class.", 0.0, 1.0)
    short_side: int = setting(
        0, "Paper mode: the whole picture is brought to this side; 0 looks at native pixels.", 0, 2048
    )
    pamr: bool = setting(False, "Refine scores by the picture's colours.")
    pamr_iterations: int = setting(10, "How often; each reaches 24 pixels further.", 1, 40)
    min_area_px: int = setting(16, "Smaller ones join their neighbour, working pixels.", 0, 100000)
    simplify_px: float = setting(1.0, "Tolerance of polygon borders, working pixels.", 0.0, 50.0)
    store_gb: float = setting(10.0, "Disk budget for features of windows, GB; 0 keeps none.", 0, 10000)
    gsd_m: float = setting(0.0, "Metres per working pixel; 0 asks the pack.", 0.0, 1000.0)
    pixel_m: float = setting(0.0, "Metres per source pixel where the file does not say.", 0.0, 1000.0)

    def __post_init__(self) -> None:
        for f in fields(self):
            self._check_field(f)
        if not self.windows:
            raise InputError("“windows” is empty.", "Give at least one size, for example windows=256.")
        if self.stride > min(self.windows):
            raise InputError(
                f"“stride” ({self.stride}) is larger than the smallest window ({min(self.windows)}).",
                "Windows would leave gaps; use a smaller stride.",
            )
        if self.threshold and self.background:
            raise InputError("“threshold” is for runs without a background.", "Add background=off, or leave it out.")
        if self.short_side and self.blend != "uniform":
            raise InputError(
                f"“short_side” looks at pictures as the paper does, and “blend” is {self.blend}.",
                "Use blend=uniform, or preset paper.",
            )
        if self.short_side and max(self.windows) > self.short_side:
            raise InputError(
                f"A window of {max(self.windows)} px does not fit into a picture of “short_side” {self.short_side}.",
                "Use smaller windows or a larger side.",
            )

    def _check_field(self, f: dataclasses.Field[Any]) -> None:
        values, low, high = getattr(self, f.name), f.metadata["low"], f.metadata["high"]
        for value in values if isinstance(values, tuple) else (values,):
            if low is not None and not low <= value <= high:
                raise InputError(
                    f"“{f.name}” is {value}; it must lie between {low:g} and {high:g}.", f.metadata["help"]
                )
        if f.metadata["choices"] and values not in f.metadata["choices"]:
            raise InputError(f"“{f.name}” is {values!r}.", f"Use {' or '.join(f.metadata['choices'])}.")

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as in a recipe."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in dataclasses.asdict(self).items()}


@dataclass(frozen=True)
class PrototypeOptions(Options):
    """Further options of methods that draw each word and learn prototypes from the pictures (OVDiff)."""

    pictures: int = setting(32, "Support pictures drawn for each word (N).", 1, 256)
    parts: int = setting(32, "K of the K-means over a word's regions.", 1, 256)
    steps: int = setting(30, "Steps of the sampler for each picture.", 1, 200)
    sampler: str = setting(
        "dpmsolver++",
        "Of the pictures: dpmsolver++, unipc (few steps) or lcm.",
        choices=("dpmsolver++", "unipc", "lcm"),
    )
    guidance: float = setting(8.0, "Classifier-free guidance; 1 switches it off.", 1.0, 30.0)
    background_constant: float = setting(0.72, "Where no class has a background.", -10.0, 10.0)
    background_bias: float = setting(
        0.0, "Added to background prototypes' score: more, fewer false finds.", -10.0, 10.0
    )
    background_prototypes: bool = setting(True, "Match against what lies around a thing.")
    class_prototypes: bool = setting(True, "One mean over all pictures of a word.")
    instance_prototypes: bool = setting(True, "One mean for each picture.")
    part_prototypes: bool = setting(True, "Cluster centres over all pictures.")
    text_prototypes: str = setting(
        "off",
        "Compare places with the words' texts: off, beside drawings, or instead of them.",
        choices=("off", "beside", "instead"),
    )
    stuff_filter: bool = setting(True, "Drop background prototypes that resemble a stuff class.")
    stuff_cosine: float = setting(0.85, "Cosine above which a background is dropped.", -1.0, 1.0)
    regions: str = setting(
        "otsu", "How attribution becomes regions: otsu, or whole (no attribution).", choices=("otsu", "whole")
    )
    segmenter: str = setting(
        "otsu",
        "What proposes regions: otsu (none), tokencut, maskcut, or folder (masks of your own).",
        choices=("otsu", "tokencut", "maskcut", "folder"),
    )
    segmenter_extractor: str = setting("", "Its keys are cut; empty for the pack's first.")
    masks_folder: str = setting("", "WORD/000.png and so on, for segmenter=folder.")
    prompts: str = setting("pack", "Of support pictures: pack, paper, aerial, or a text with {word} in it.")
    rotate_supports: bool = setting(False, "Learn from support pictures in all four quarter turns.")
    remove_mean: float = setting(0.0, "Share of the prototypes' mean that is subtracted before cosines.", 0.0, 1.0)
    upsample: int = setting(1, "How many times finer features are made before cosines.", 1, 8)
    calibrate: bool = setting(True, "Centre and scale each word's scores, where the pack can.")

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.prompts not in PROMPTS and "{word}" not in self.prompts:
            raise InputError(
                f"“prompts” is {self.prompts!r}.", "Use pack, paper or aerial, or a sentence with {word} in it."
            )
        if self.segmenter != "otsu" and self.regions == "whole":
            raise InputError(
                f"“segmenter={self.segmenter}” proposes regions and “regions=whole” uses none.",
                "Leave one of them out.",
            )
        if (self.segmenter == "folder") != bool(self.masks_folder):
            raise InputError("“segmenter=folder” and “masks_folder” belong together.", "Give both, or leave both out.")
        if not (self.class_prototypes or self.instance_prototypes or self.part_prototypes):
            raise InputError("All kinds of prototypes are switched off.", "Leave at least one of them on.")

    def to_dict(self) -> dict[str, Any]:
        """Plain values; `text_prototypes` only where it is on, so that recipes from before it was there still hold."""
        values = super().to_dict()
        return values if self.text_prototypes != "off" else {k: v for k, v in values.items() if k != "text_prototypes"}


# DiffSegmenter's choices where an option says "auto" (power: -1): as published, and as measured for one pass over a
# raster (docs/measurements.md, DiffSegmenter).
ATTENTION_AS_PUBLISHED = {"softmax": "prompt", "power": 1, "weights": "paper", "strength": "relative", "piece": "last"}
ATTENTION_IN_ONE_PASS = {"softmax": "joint", "power": 1, "weights": "paper", "strength": "relative", "piece": "mean"}


@dataclass(frozen=True)
class AttentionOptions(Options):
    """Further options of the method that looks where the generator's attention finds each word (DiffSegmenter)."""

    scheme: str = setting(
        "onepass",
        "onepass: the network sees a window once, whatever is asked; paper: once for each word, as published.",
        choices=("onepass", "paper"),
    )
    template: str = setting("pack", "Of what is asked: pack, or a text with {word} in it.")
    running: str = setting("", "With scheme=onepass: the text under which a window is seen; empty for none.")
    softmax: str = setting(
        "auto",
        "What a word's tokens compete with: those of its own prompt, or of all words (joint); auto: the scheme's.",
        choices=("auto", "prompt", "joint"),
    )
    power: int = setting(-1, "How often maps are refined by self-attention; -1: the scheme's.", -1, 8)
    weights: str = setting(
        "auto",
        "Of layers: paper, faseg, or agreement (of heads and layers with each other); auto: the scheme's.",
        choices=("auto", "paper", "faseg", "agreement"),
    )
    strength: str = setting(
        "auto",
        "Each word on its own scale (relative), or all on one (absolute); auto: the scheme's.",
        choices=("auto", "relative", "absolute"),
    )
    piece: str = setting(
        "auto",
        "Of a word in several pieces (tokens) the last, or the mean of all; auto: the scheme's.",
        choices=("auto", "last", "mean"),
    )
    emphasis: float = setting(1.21, "How far a word's tokens are moved away from the empty text.", 0.0, 4.0)
    captions: bool = setting(
        False, "With scheme=paper: the sentence goes on with what the pack's captioner sees in the window."
    )
    timestep: int = setting(100, "How much noise a window gets, of 1000.", 1, 999)
    entries: int = setting(64, "With scheme=onepass: cells that each cell looks at, the strongest.", 1, 4096)
    background_score: float = setting(0.5, "Of the background; words reach about 0 to 1.", -10.0, 10.0)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.template != "pack" and "{word}" not in self.template:
            raise InputError(f"“template” is {self.template!r}.", "Use pack, or a text with {word} in it.")
        published = self.scheme == "paper"
        own = ATTENTION_AS_PUBLISHED if published else ATTENTION_IN_ONE_PASS
        for name, value in own.items():
            if getattr(self, name) in ("auto", -1):
                object.__setattr__(self, name, value)  # recipes hold what was meant, whatever a later version means
        if published and (self.softmax == "joint" or self.running):
            word = "softmax=joint" if self.softmax == "joint" else "running"
            raise InputError(f"“{word}” is for one pass over all words.", "Leave it out, or use scheme=onepass.")
        if self.captions and not published:
            raise InputError(
                "“captions” makes a sentence for each word and window, and “scheme=onepass” sees a window once for "
                "all.",
                "Add scheme=paper, or leave “captions” out.",
            )
        if self.short_side and not published:
            raise InputError(
                "“short_side” looks at pictures one by one, and “scheme=onepass” at a raster as a whole.",
                "Add scheme=paper, or leave “short_side” (or the preset paper) out.",
            )

    def to_dict(self) -> dict[str, Any]:
        """Plain values; `captions` only where they are on, so that recipes from before they were there still hold."""
        values = super().to_dict()
        return values if self.captions else {k: v for k, v in values.items() if k != "captions"}


@dataclass(frozen=True)
class TrainedOptions(Options):
    """Further options of the method that is trained on a person's corrections (DEDOS)."""

    temperature: float = setting(0.01, "Of the softmax that turns scores into confidence.", 1e-4, 100.0)
    trained: str = setting("", "The trained file, by name or key; empty for CLIP as it is.")
    background_bias: float = setting(0.0, "Added to the background's score: more, fewer false finds.", -10.0, 10.0)


@dataclass(frozen=True)
class MethodEntry:
    """A method in the list that every door reads.

    Attributes:
        title: Its name for people.
        text: What it is good for, in a sentence.
        where: Its class, "module:Class"; a module that begins with a dot lies in core/methods.
        options: Its options.
        unread: Fields of these that it does not read; the user's are refused by name.
        apart: Common fields whose values in packs were chosen for the scores of other methods; its own defaults stand.
        learns: Whether it can learn from the user's own labels (`RunConfig.lessons`).
        by_raster: Whether it prepares itself for one raster, so that another one needs it anew.
        offered: Whether people are offered it; a baseline is for tables.
    """

    title: str
    text: str
    where: str
    options: type[Options]
    unread: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    learns: bool = False
    by_raster: bool = False
    offered: bool = True

    @property
    def reads(self) -> tuple[str, ...]:
        """Names of the options that it reads."""
        return tuple(f.name for f in fields(self.options) if f.name not in self.unread)


METHODS: dict[str, MethodEntry] = {
    "ovdiff": MethodEntry(
        "OVDiff",
        "Draws pictures of each word and looks for what resembles them.",
        ".ovdiff:OVDiff",
        PrototypeOptions,
    ),
    "diffsegmenter": MethodEntry(
        "DiffSegmenter",
        "Looks where the drawing network's attention finds each word: nothing is drawn, many words cost what one does.",
        ".diffsegmenter:DiffSegmenter",
        AttentionOptions,
        unread=frozenset({"extractors"}),
        apart=frozenset({"temperature"}),
        by_raster=True,
    ),
    "dedos": MethodEntry(
        "DEDOS",
        "Compares each place with the words' texts, by a CLIP that was trained on your corrections.",
        ".dedos:DEDOS",
        TrainedOptions,
        unread=frozenset({"extractors"}),
        apart=frozenset({"temperature", "background_bias"}),
    ),
    "colour": MethodEntry(
        "Mean colour",
        "The same pictures, but only their mean colours are compared: a baseline.",
        ".colour:Colour",
        PrototypeOptions,
        frozenset(
            {"background_constant", "background_bias", "stuff_filter", "stuff_cosine", "calibrate", "text_prototypes"}
        ),
        offered=False,
    ),
}


def method_entry(name: str) -> MethodEntry:
    """The method of that name.

    Raises:
        InputError: there is none.
    """
    if name not in METHODS:
        raise InputError(f"There is no method “{name}”.", f"Methods: {', '.join(METHODS)}.")
    return METHODS[name]


def _convert(kind: type[Options], name: str, value: Any) -> Any:
    """A value of an option from text or JSON, in the option's type."""
    default: Any = next(f.default for f in fields(kind) if f.name == name)
    try:
        if isinstance(default, bool):
            return value if isinstance(value, bool) else _SWITCH[str(value).strip().lower()]
        if isinstance(default, tuple):
            items = value.replace(";", ",").split(",") if isinstance(value, str) else list(value)
            words: tuple[str, ...] = tuple(str(item).strip() for item in items if str(item).strip())
            return words if name == "extractors" else tuple(int(word) for word in words)
        return type(default)(value)
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        kinds = {bool: "on or off", int: "a whole number", float: "a number", tuple: "values separated by commas"}
        raise InputError(f"“{name}” cannot be {value!r}.", f"It takes {kinds[type(default)]}.") from error


_SWITCH = {"on": True, "true": True, "1": True, "yes": True, "off": False, "false": False, "0": False, "no": False}

O = TypeVar("O", bound=Options)  # noqa: E741 - the kind of options that is asked for


def resolve_options(*layers: Mapping[str, Any], kind: type[O] = PrototypeOptions) -> O:  # type: ignore[assignment]
    """Options from layers, later ones win.

    Raises:
        InputError: an unknown name, a value of the wrong kind or out of range.
    """
    names = [f.name for f in fields(kind)]
    values: dict[str, Any] = {}
    for layer in layers:
        for name, value in layer.items():
            if name not in names:
                near = difflib.get_close_matches(name, names, n=3, cutoff=0.4)
                hint = f"Did you mean: {', '.join(near)}?" if near else "terralex options lists them."
                raise InputError(f"There is no option “{name}”.", hint)
            values[name] = _convert(kind, name, value)
    return kind(**values)


def options_of(method: str, shared: Sequence[Mapping[str, Any]], own: Mapping[str, Any]) -> Options:
    """The options of a run.

    Args:
        method: In `METHODS`.
        shared: What packs, presets and labelled sets say for all methods, later ones win; a method takes what it has.
        own: The user's, above them.

    Raises:
        InputError: no such method or option, one that the method does not read, or a value that cannot be.
    """
    entry = method_entry(method)
    unread = [name for name in own if name not in entry.reads and name in _of_all()]
    if unread:
        raise InputError(
            f"The method “{method}” does not read the option “{unread[0]}”.", f"It reads: {', '.join(entry.reads)}."
        )
    names = {f.name for f in fields(entry.options)}
    others = _of_all() - names | entry.apart
    layers = [{name: value for name, value in layer.items() if name not in others} for layer in shared]
    return resolve_options(*layers, own, kind=entry.options)


def _of_all() -> set[str]:
    """The options of every method."""
    return {f.name for entry in METHODS.values() for f in fields(entry.options)}
