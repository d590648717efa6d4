"""Words imagined ahead of a run: kept in the bank, found by the run, and the same refusals as a run's."""

import json
from pathlib import Path

import pytest
from PIL import Image
from terralex.core.config import RunConfig
from terralex.core.errors import InputError
from terralex.core.jobs.imagine import imagine
from terralex.core.jobs.segment import segment
from terralex.core.progress import CancelToken, Note, Progress, result_of
from terralex.core.vocabulary import parse_names
from typer.testing import CliRunner


def config(pack, names="road, greenery: grass|tree", **more):
    return RunConfig(
        **{
            "image": "",
            "out": "",
            "classes": tuple(parse_names(names)),
            "pack": str(pack),
            "preset": "draft",
            "device": "cpu",
            **more,
        }
    )


def follow(job):
    events = []
    result = result_of(job, events.append)
    return result, events


def test_what_was_imagined_is_found_by_the_run_and_the_bar_never_falls(tmp_path, tiny_pack, small_raster):
    made, events = follow(imagine(config(tiny_pack), CancelToken()))
    assert [(w["name"], w["classes"], w["found"]) for w in made["words"]] == [
        ("road", ["road"], False),
        ("grass", ["greenery"], False),
        ("tree", ["greenery"], False),
    ]
    for word in made["words"]:
        pictures = sorted(Path(word["folder"]).glob("*.png"))
        assert len(pictures) == word["pictures"] == 3 and Image.open(pictures[0]).size == (32, 32)
        assert word["name"] in word["prompt"] and Path(made["bank"]) in pictures[0].parents
    bar = [event.overall for event in events if isinstance(event, Progress)]
    assert bar == sorted(bar) and bar[0] < 0.1 and bar[-1] == 1.0

    asked = config(tiny_pack, image=str(small_raster), out=str(tmp_path / "run"))
    _, events = follow(segment(asked, CancelToken()))
    assert not [e for e in events if isinstance(e, Progress) and e.message.startswith("Imagining")]
    assert any(isinstance(e, Note) and "road, grass, tree found" in e.message for e in events)
    again, _ = follow(imagine(config(tiny_pack), CancelToken()))
    assert all(word["found"] for word in again["words"])


@pytest.mark.parametrize("given, gsd_m", [({}, 0.3), ({"pixel_m": 12}, 10.0), ({"gsd_m": 10, "pixel_m": 2.5}, 10.0)])
def test_pictures_are_drawn_for_the_resolution_of_the_pixels(tiny_pack, given, gsd_m):
    made, _ = follow(imagine(config(tiny_pack, "water", overrides=given), CancelToken()))
    assert made["gsd_m"] == gsd_m
    assert made["words"][0]["prompt"].startswith("a satellite" if gsd_m == 10 else "an aerial")


def test_a_raster_gives_its_own_resolution(tiny_pack, small_raster):
    made, _ = follow(imagine(config(tiny_pack, "water", image=str(small_raster)), CancelToken()))
    assert made["gsd_m"] == 0.3


def test_words_and_pixels_are_refused_as_by_a_run(tiny_pack):
    with pytest.raises(InputError, match="does not know “spaceship”"):
        follow(imagine(config(tiny_pack, "spaceship"), CancelToken()))
    with pytest.raises(InputError, match="too coarse for this pack"):
        follow(imagine(config(tiny_pack, "water", overrides={"pixel_m": 500}), CancelToken()))


def test_the_command_line_prints_words_and_folders(tiny_pack):
    from terralex.core.cli.app import app

    line = ["prototypes", "road", "--pack", str(tiny_pack), "--preset", "draft", "--device", "cpu", "--json"]
    done = CliRunner().invoke(app, line)
    word = json.loads(done.stdout)["words"][0]
    assert done.exit_code == 0 and not word["found"] and len(list(Path(word["folder"]).iterdir())) == 3
    shown = CliRunner().invoke(app, [*line[:-1], "--pixel", "0.3"])
    assert shown.exit_code == 0 and "found" in shown.stdout and "At 0.3 m per pixel" in shown.stdout
    refused = CliRunner().invoke(app, ["prototypes", "spaceship", "--pack", str(tiny_pack), "--json"])
    assert refused.exit_code == 1 and "spaceship" in json.loads(refused.stdout)["message"]
