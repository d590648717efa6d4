"""Every known set, on a tiny folder of its layout: tiles are found, masks mean what the set says, and a run scores."""

import json
import re

import numpy as np
import pytest
from PIL import Image
from terralex.core.config import RunConfig
from terralex.core.errors import InputError
from terralex.core.jobs.evaluate import evaluate
from terralex.core.jobs.labelled_sets import IGNORE, describe, open_set, set_names
from terralex.core.options import PAPER, options_of, resolve_options
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import check_classes

CLASSES = {
    "voc": 20,
    "context": 59,
    "coco-object": 80,
    "coco-stuff": 171,
    "ade20k": 150,
    "cityscapes": 19,
    "loveda": 6,
    "potsdam": 5,
    "vaihingen": 5,
    "openearthmap": 8,
    "isaid": 15,
    "uavid": 6,
    "udd5": 4,
    "vdd": 6,
}
LAYOUTS = [(name, number) for name in sorted(CLASSES) for number in range(len(describe(name)["layouts"]))]


def names_of(layout):
    if "only" in layout:
        return layout["only"][:2]
    return ["first_1", "second_2"]


def make(root, name, number, colours=False):
    """Two tiles of 48 x 64 px; the first mask holds every value of the set, row after row."""
    told = describe(name)
    layout = told["layouts"][number]
    listed = [v for of_class in layout["values"] for v in (of_class if isinstance(of_class, list) else [of_class])]
    for key in ("background", "ignore"):
        listed += layout[key] if isinstance(layout.get(key), list) else []
    if "rest" in (layout.get("background"), layout["ignore"]):
        listed.append(next(v for v in range(255) if v not in listed))
    if colours:
        listed = [v for v in listed if v in told["palette"].values()]
    mask = np.resize(np.array(listed, np.uint8), (48, 64))
    palette = {value: [int(p) for p in colour.split(",")] for colour, value in told.get("palette", {}).items()}
    rng = np.random.default_rng(0)
    for tile in names_of(layout):
        folders = dict.fromkeys(re.findall(r"{(\w+)}", layout["images"]), "part_a")
        image, path = (root / layout[key].format(**{**folders, "name": tile}) for key in ("images", "masks"))
        for file in (image, path):
            file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(rng.integers(0, 256, (6, 8, 3), np.uint8).repeat(8, 0).repeat(8, 1)).save(image)
        body = np.array([[palette[v] for v in row] for row in mask.tolist()], np.uint8) if colours else mask
        Image.fromarray(body).save(path)
    if "list" in layout:
        (root / layout["list"]).parent.mkdir(parents=True, exist_ok=True)
        (root / layout["list"]).write_text("\n".join(names_of(layout)) + "\n")
    return mask, layout


def test_the_sets_of_the_papers_are_known_with_their_classes():
    assert set(set_names()) == set(CLASSES)
    for name, count in CLASSES.items():
        told = describe(name)
        assert len(told["classes"]) == count and all(len(layout["values"]) == count for layout in told["layouts"])
        flat = [
            v
            for layout in told["layouts"][:1]
            for of in layout["values"]
            for v in ([of] if isinstance(of, int) else of)
        ]
        assert len(flat) == len(set(flat))
        resolve_options(told["options"])


@pytest.mark.parametrize(("name", "number"), LAYOUTS)
def test_tiles_are_found_and_masks_mean_what_the_set_says(tmp_path, name, number):
    mask, layout = make(tmp_path, name, number)
    found = open_set(tmp_path, name)
    check_classes(found.classes.classes)
    assert len(found.tiles) == 2 and len(set(found.names)) == 2
    assert found.classes.background == ("background" in layout)
    got = found.read(found.tiles[0][1])
    for value, of_mask in enumerate(layout["values"], start=1):
        assert (got[np.isin(mask, of_mask)] == value).all() and np.isin(mask, of_mask).any()
    if isinstance(layout["ignore"], list):
        assert (got[np.isin(mask, layout["ignore"])] == IGNORE).all()
    if isinstance(layout.get("background"), list):
        assert (got[np.isin(mask, layout["background"])] == 0).all()
    assert set(np.unique(got)) <= {0, IGNORE, *range(1, len(layout["values"]) + 1)}


@pytest.mark.parametrize("name", ["potsdam", "vaihingen", "isaid", "uavid", "udd5"])
def test_masks_in_colours_say_the_same(tmp_path, name):
    mask, layout = make(tmp_path, name, 0, colours=True)
    found = open_set(tmp_path, name)
    got = found.read(found.tiles[0][1])
    for value, of_mask in enumerate(layout["values"], start=1):
        assert (got[np.isin(mask, of_mask)] == value).all()
    odd = np.asarray(Image.open(found.tiles[0][1])).copy()
    odd[3, 3] = 1, 2, 3
    Image.fromarray(odd).save(found.tiles[0][1])
    with pytest.raises(InputError, match="colour 1, 2, 3"):
        found.read(found.tiles[0][1])


def test_the_test_tiles_of_the_isprs_are_those_and_no_others(tmp_path):
    make(tmp_path, "potsdam", 0)
    for kind, suffix in (("2_Ortho_RGB", "RGB"), ("5_Labels_all_noBoundary", "label_noBoundary")):
        Image.new("RGB", (8, 8)).save(tmp_path / kind / f"top_potsdam_2_10_{suffix}.tif")  # a training tile
    assert {t[0].name for t in open_set(tmp_path, "potsdam").tiles} == {
        "top_potsdam_2_13_RGB.tif",
        "top_potsdam_2_14_RGB.tif",
    }
    assert (
        len(describe("potsdam")["layouts"][0]["only"]) == 14 and len(describe("vaihingen")["layouts"][0]["only"]) == 17
    )


def test_what_is_missing_is_named(tmp_path):
    with pytest.raises(InputError, match=r"There is no set “imagenet”.*ade20k"):
        open_set(tmp_path, "imagenet")
    with pytest.raises(InputError, match=r"Looked for JPEGImages/\{name\}\.jpg"):
        open_set(tmp_path, "voc")
    make(tmp_path, "voc", 0)
    with (tmp_path / "ImageSets/Segmentation/val.txt").open("a") as file:
        file.write("third_3\n")
    with pytest.raises(InputError, match=r"1 images of .*val\.txt are missing, for example third_3"):
        open_set(tmp_path, "voc")
    make(tmp_path, "vdd", 0)
    (tmp_path / "test/gt/second_2.png").unlink()
    with pytest.raises(InputError, match=r"second_2\.JPG has no mask"):
        open_set(tmp_path, "vdd")


def test_a_value_of_another_set_is_refused(tmp_path):
    make(tmp_path, "vdd", 0)
    found = open_set(tmp_path, "vdd")
    Image.new("L", (64, 48), 9).save(found.tiles[0][1])
    with pytest.raises(InputError, match="holds the value 9"):
        found.read(found.tiles[0][1])


def finish(job):
    return result_of(job)


@pytest.mark.parametrize("name", ["voc", "loveda", "cityscapes", "coco-object"])
def test_a_set_is_scored_in_its_protocol(tmp_path, tiny_pack, name):
    make(tmp_path / "set", name, 0)
    small = {"short_side": 64, "windows": "64", "stride": 32} if describe(name)["options"] else {}
    config = RunConfig("", "", (), str(tiny_pack), method="colour", preset="draft", device="cpu", overrides=small)
    report = finish(evaluate(tmp_path / "set", config, CancelToken(), tmp_path / "out", known_as=name))
    assert report["set"] == name and 0 <= report["miou"] <= 1
    count = CLASSES[name] + ("background" in report["per_class"])
    assert len(report["per_class"]) == count and len(list((tmp_path / "out").glob("*.png"))) == 2
    options = report["recipe"]["options"]
    assert options["prefilter"] == ("subsets" if small else "off") and options["short_side"] == (64 if small else 0)


def test_a_natural_set_is_looked_at_as_in_the_paper_unless_the_user_says_otherwise():
    for name in ("voc", "context", "coco-object", "coco-stuff", "ade20k", "cityscapes"):
        given = describe(name)["options"]
        assert {**given, "windows": tuple(given["windows"])} == {**PAPER, "prefilter": "subsets"}
        assert describe(name)["gsd_m"] is None


def test_every_command_of_the_page_is_one_that_can_be_typed():
    """Each --set and --preset of docs/evaluate.md is understood, beside the protocol of a set."""
    from pathlib import Path

    page = (Path(__file__).resolve().parents[3] / "docs" / "evaluate.md").read_text(encoding="utf-8")
    commands = []
    for part in re.split(r"^(?=## )", page, flags=re.MULTILINE):
        method = "diffsegmenter" if part.startswith("## DiffSegmenter") else "ovdiff"
        spans = re.findall(r"`(--[^`]+)`|^    (.*--.*)$", part, re.MULTILINE)
        commands += [(method, " ".join(span)) for span in spans if "--set" in " ".join(span)]
    assert len(commands) >= 10 and {method for method, _ in commands} == {"ovdiff", "diffsegmenter"}
    for method, command in commands:
        typed = dict(re.findall(r"--set (\w+)=(\S+)", command))
        assert typed, command
        protocol = PAPER if "--preset paper" in command else describe("voc")["options"]
        options_of(method, [protocol], typed)
    for name in re.findall(r"--as (\w[\w-]*)", page):
        assert describe(name)
    assert set(re.findall(r"^\| `(\w[\w-]*)` \|", page, re.MULTILINE)) == set(CLASSES)


def test_the_sets_are_told_as_json_that_people_can_read():
    from terralex.core.jobs.labelled_sets import FOLDER

    for path in FOLDER.glob("*.json"):
        assert json.loads(path.read_text())["source"] and max(map(len, path.read_text().splitlines())) < 180
