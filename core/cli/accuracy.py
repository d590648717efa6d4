"""`terralex accuracy …`: points of a finished map to judge, and what the judged ones say."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..commands import DrawSample, ReportAccuracy
from .results import AsJson, do

app = typer.Typer(help="How right a finished map is, by a sample that a person judges.", no_args_is_help=True)

Run = Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a finished run, or a class raster.")]


@app.command()
def sample(
    run: Run,
    out: Annotated[Path, typer.Option("--out", help="The GeoPackage to write; must not be there.")],
    points: Annotated[int, typer.Option("--points", help="Points, all together.")] = 300,
    at_least: Annotated[int, typer.Option("--at-least", help="Points of each class.")] = 30,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same points.")] = 0,
    allocation: Annotated[
        str, typer.Option("--allocation", help="proportional (to the area of each class) or equal.")
    ] = "proportional",
    as_json: AsJson = False,
) -> None:
    """Draw points of a map, class by class, for a person to judge; in QGIS, or in AcATaMa."""

    def told(result: dict[str, Any]) -> str:
        rows = [f"Done: {result['path']}, {result['points']} points"]
        rows += [f"  {row['name']}: {row['points']} of {row['pixels']:,} pixels" for row in result["classes"]]
        return "\n".join(rows)

    do("sample", DrawSample(str(run), str(out), points, at_least, seed, allocation), as_json, told)


@app.command()
def report(
    run: Run,
    points: Annotated[Path, typer.Argument(metavar="POINTS", help="The judged points.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to write; must not be there, or be empty.")],
    answers: Annotated[
        str, typer.Option("--answers", help="What another program has made of the points, such as AcATaMa.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Error matrix, accuracies and areas with 95 % confidence intervals, as HTML and CSV."""

    def told(result: dict[str, Any]) -> str:
        verdict = "You may stop: overall" if result["may_stop"] else "Overall"
        return (
            f"Done: {result['html']}, {result['judged']} of {result['drawn']} points judged\n"
            f"  {verdict} accuracy is {result['overall']:.2f} ± {result['half']:.2f}"
        )

    do("accuracy", ReportAccuracy(str(run), str(points), str(out), answers=answers), as_json, told)
