"""The door for people, scripts and servers: `terralex …`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Optional

import typer
from rich.table import Table

from ..config import Area, RunConfig
from ..errors import InputError
from ..memory import check_memory
from ..options import METHODS
from ..packs import find_pack
from ..progress import CancelToken
from ..vocabulary import ClassSpec, loaded_spec
from .accuracy import app as accuracy_app
from .accuracy import report as accuracy_report
from .arguments import cluster_from, parse_nodata, parse_settings, read_classes
from .classes import app as classes_app
from .explain import explain
from .gallery import COMMANDS as GALLERY_COMMANDS
from .packs import app as packs_app
from .prototypes import prototypes
from .results import COMMANDS as RESULT_COMMANDS
from .teach import COMMANDS as TEACH_COMMANDS
from .terminal import Shown, add, as_line, drive, keep_to_ourselves, show
from .trained import app as trained_app
from .trained import train_app

app = typer.Typer(
    help="Type what you see in an aerial image, get a map you can edit.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(packs_app, name="packs")
app.add_typer(classes_app, name="classes")
app.add_typer(accuracy_app, name="accuracy")
app.add_typer(train_app, name="train")
app.add_typer(trained_app, name="trained")
app.command("report")(accuracy_report)  # the same as “accuracy report”

PackName = Annotated[
    str, typer.Option("--pack", help="Set of networks to use, by name or folder (see: terralex packs).")
]
MethodName = Annotated[
    str, typer.Option("--method", help=" ".join(f"{name}: {entry.text}" for name, entry in METHODS.items()))
]
PresetName = Annotated[str, typer.Option("--preset", help="draft, balanced or best: speed against care; or paper.")]
DeviceName = Annotated[str, typer.Option("--device", help="auto, cpu or cuda.")]
Seed = Annotated[int, typer.Option("--seed", help="Same seed, same pictures, same map.")]
Settings = Annotated[
    Optional[list[str]],
    typer.Option(
        "--set",
        metavar="OPTION=VALUE",
        help="Change one option of the method, for example --set pictures=32; may be repeated (see: terralex options).",
    ),
]
Threads = Annotated[int, typer.Option("--threads", min=0, help="Windows at a time on a CPU; 0 takes all cores.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of sentences.")]


@app.command()
def segment(
    image: Annotated[
        str, typer.Argument(metavar="IMAGE", help="The raster: any georeferenced image, for example a GeoTIFF.")
    ],
    classes: Annotated[
        str,
        typer.Option(
            "--classes",
            help="Names, for example “building, road, water”; “building: house|roof” gives other words for a class. "
            "Or a class list file (CSV with value,name,alternatives,kind,colour).",
        ),
    ] = "",
    class_files: Annotated[
        Optional[list[Path]],
        typer.Option(
            "--class-file",
            help="A class that somebody saved (.terraclass), besides those of --classes; may be repeated.",
        ),
    ] = None,
    out: Annotated[
        Optional[Path],
        typer.Option(
            "--out",
            help="Folder of this run; an unfinished run of the same kind "
            "is resumed. Default: terralex_runs/<date>_<hash>.",
        ),
    ] = None,
    pack: PackName = "starter",
    method: MethodName = "ovdiff",
    preset: PresetName = "balanced",
    device: DeviceName = "auto",
    seed: Seed = 0,
    area: Annotated[Optional[Path], typer.Option("--area", help="Vector file with polygons: only there.")] = None,
    grid: Annotated[
        str, typer.Option("--grid", help="working: the pack's ground resolution; source: the raster's own pixels.")
    ] = "working",
    block: Annotated[
        int,
        typer.Option(
            "--block", help="Side of the blocks that are finished one by one, pixels; does not change the result."
        ),
    ] = 1024,
    bands: Annotated[str, typer.Option("--bands", help="Bands taken as red,green,blue, for example 4,3,2.")] = "",
    keep: Annotated[
        Optional[Path],
        typer.Option("--keep", help="Folder of an earlier run on the same raster: its corrected polygons stay."),
    ] = None,
    nodata: Annotated[
        str,
        typer.Option(
            "--nodata",
            help="Values without meaning besides the file's own, for example 0 or 0,255; none: nothing but masks.",
        ),
    ] = "",
    threads: Threads = 0,
    lessons: Annotated[
        Optional[Path],
        typer.Option("--lessons", help="A class raster whose labels the method learns from, where it can."),
    ] = None,
    settings: Settings = None,
    scheduler: Annotated[
        str,
        typer.Option(
            "--scheduler", help="Have other machines do it: a Dask scheduler, tls://host:port (docs/cluster.md)."
        ),
    ] = "",
    tls_ca: Annotated[
        str, typer.Option("--tls-ca", help="For tls://: the file of the authority that has signed the certificates.")
    ] = "",
    tls_cert: Annotated[
        str, typer.Option("--tls-cert", help="For tls://: the file of this computer's certificate.")
    ] = "",
    tls_key: Annotated[str, typer.Option("--tls-key", help="For tls://: the file of its key.")] = "",
    insecure_scheduler: Annotated[
        bool,
        typer.Option(
            "--insecure-scheduler",
            help="Go to tcp:// on other machines all the same: whoever is in that network can read along and run code.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Segment a raster into the classes you name."""
    with Shown(as_json):
        listed = read_classes(classes)
        specs = (*listed.classes, *(_from_file(path, as_json) for path in class_files or ()))
        overrides = {"background": listed.background, **parse_settings(settings)}
        chosen = _numbers(bands)
        config = RunConfig(
            image,
            str(out) if out else "",
            specs,
            pack,
            method,
            preset,
            device,
            seed,
            _area(area),
            grid,
            chosen,
            block,
            threads,
            overrides,
            str(lessons) if lessons else "",
            str(keep.resolve()) if keep else "",
            parse_nodata(nodata),
            cluster_from(scheduler, tls_ca, tls_cert, tls_key, insecure_scheduler),
        )
        if not config.out:
            config = with_default_folder(config)
        from ..jobs.segment import segment as run

        result = drive(run(config, token := CancelToken()), token, quiet=as_json)
        data = result.to_dict()
        if as_json:
            print(as_line(data))
        else:
            _print_result(data)


@app.command()
def evaluate(
    labelled_set: Annotated[
        Path, typer.Argument(metavar="SET", help="Folder with images/, masks/, classes.csv and set.json.")
    ],
    out: Annotated[Path, typer.Option("--out", help="Report to write, JSON.")],
    known_as: Annotated[
        str,
        typer.Option(
            "--as", help="Take SET as one of the field's, as it is distributed: voc, loveda … (docs/evaluate.md)."
        ),
    ] = "",
    predictions: Annotated[Optional[Path], typer.Option("--predictions", help="Folder for one PNG per tile.")] = None,
    pack: PackName = "starter",
    method: MethodName = "ovdiff",
    preset: PresetName = "balanced",
    device: DeviceName = "auto",
    seed: Seed = 0,
    threads: Threads = 0,
    settings: Settings = None,
    as_json: AsJson = False,
) -> None:
    """Measure accuracy on tiles with masks, through the same engine as a run."""
    with Shown(as_json):
        config = RunConfig(
            "", "", (), pack, method, preset, device, seed, threads=threads, overrides=parse_settings(settings)
        )
        from ..jobs.report import evaluate_to_file

        job = evaluate_to_file(labelled_set, out, config, token := CancelToken(), predictions, known_as=known_as)
        report = drive(job, token, quiet=as_json)
        if as_json:
            print(as_line(report))
            return
        table = Table("class", "IoU", "precision", "recall", "pixels")
        for name, row in report["per_class"].items():
            add(
                table,
                name,
                *("-" if row[k] is None else f"{row[k]:.3f}" for k in ("iou", "precision", "recall")),
                str(row["pixels"]),
            )
        show(table)
        print(f"mIoU {report['miou']:.4f}, pixel accuracy {report['pixel_accuracy']:.4f}; report: {out}")


app.command()(explain)
app.command()(prototypes)
for command in (*RESULT_COMMANDS, *TEACH_COMMANDS, *GALLERY_COMMANDS):
    app.command()(command)


@app.command()
def options(pack: PackName = "starter", preset: PresetName = "balanced", method: MethodName = "ovdiff") -> None:
    """List the options that --set changes, with the values a pack gives them."""
    from dataclasses import fields

    from ..config import check_choice
    from ..options import PRESETS, method_entry

    with Shown(False):
        check_choice("preset", preset, PRESETS)
        found = find_pack(pack, unfetched=True)
        values, entry = found.options(preset, method=method), method_entry(method)
        table = Table("option", "value", "meaning")
        for f in fields(entry.options):
            if f.name not in entry.reads:
                continue
            value = getattr(values, f.name)
            text = ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
            add(table, f.name, text, f.metadata["help"])
        show(table)


def with_default_folder(config: RunConfig) -> RunConfig:
    """terralex_runs/<date>_<hash>; the same command again goes on there, also on another day, until it is finished."""
    from dataclasses import replace

    from ..recipe import LEDGER, has_to_end, run_name

    name = run_name({**config.wish(), "image": str(Path(config.image).resolve())})
    parent, digest = Path("terralex_runs"), name.rpartition("_")[2]
    begun = sorted(path.parent for path in parent.glob(f"*_{digest}*/{LEDGER}"))
    new = (parent / f"{name}{tail}" for tail in ("", *(f"-{n}" for n in range(2, 1000))))
    for folder in (*begun, *new):
        if has_to_end(folder):
            break
    return replace(config, out=str(folder))


def _from_file(path: Path, quiet: bool) -> ClassSpec:
    """A class of a file, brought onto this machine."""
    from ..class_files.loading import load_class

    return loaded_spec(drive(load_class(path, token := CancelToken()), token, quiet=quiet))


def _area(path: Path | None) -> Area | None:
    if path is None:
        return None
    check_memory()
    from ..raster.areas import read_area

    return read_area(path)


def _numbers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(item) for item in text.split(",") if item.strip())
    except ValueError as error:
        raise InputError(
            f"“--bands {text}” is not a list of band numbers.", "Write for example --bands 4,3,2."
        ) from error


def _print_result(data: dict[str, Any]) -> None:
    print(f"Done: {data['folder']}")
    for key in ("classes", "confidence", "segments"):
        print(f"  {Path(data[key]).name}")
    print("  " + ", ".join(f"{stage} {seconds:g} s" for stage, seconds in data["seconds"].items()))


def main() -> None:
    """Entry point of the `terralex` command."""
    keep_to_ourselves()
    app()


if __name__ == "__main__":
    main()
