"""Pictures of the user's own: from image files, boxes and polygons into the run's folder, and into prototypes."""

import hashlib
import json
import os

import numpy as np
import pytest
from PIL import Image
from terralex.core.errors import InputError, OutputError
from terralex.core.jobs.commands import Engine
from terralex.core.jobs.gallery import gallery
from terralex.core.jobs.rescore import rescore
from terralex.core.progress import CancelToken, result_of

from ..rasters import PLACE
from .test_teach import change, finished, home, picture, private_folders, rows_of, run, warm

__all__ = ["finished", "home", "private_folders", "run", "warm"]  # fixtures
SIDE = 32  # of the tiny pack's pictures


def box(left, top, right, bottom):
    (x0, y0), (x1, y1) = PLACE * (left, top), PLACE * (right, bottom)
    return [x0, y1, x1, y0]


def add(run, warm, name="road", **what):
    return result_of(Engine(warm).do("chips", {"run": str(run), "name": name, **what}, CancelToken()))


def chip(run, key):
    with Image.open(run / "chips" / f"{key}.png") as image:
        return np.asarray(image)


def test_a_box_is_cut_from_the_map_with_what_it_holds(run, warm):
    (key,) = add(run, warm, boxes=[box(40, 50, 56, 60)])["keys"]
    layers = chip(run, key)
    assert layers.shape == (SIDE, SIDE, 4)
    assert hashlib.sha256((run / "chips" / f"{key}.png").read_bytes()).hexdigest() == key
    row, col = 55 - SIDE // 2, 48 - SIDE // 2
    assert (layers[..., :3].transpose(2, 0, 1) == picture()[0][:, row : row + SIDE, col : col + SIDE]).all()
    inside = np.zeros((SIDE, SIDE), bool)
    inside[50 - row : 60 - row, 40 - col : 56 - col] = True
    assert ((layers[..., 3] == 255) == inside).all() and ((layers[..., 3] == 0) == ~inside).all()


def test_at_the_edge_and_larger_than_a_picture(run, warm):
    answer = add(run, warm, boxes=[box(-5, -5, 6, 7), box(10, 10, 200, 120)])
    first, second = (chip(run, key) for key in answer["keys"])
    assert (first[:7, :6, 3] == 255).all() and first[..., 3].sum() == 255 * 42
    assert (second[..., 3] == 255).all() and len(answer["notes"]) == 1 and "its middle was taken" in answer["notes"][0]


def test_polygons_of_the_newest_layer(run, warm, tmp_path):
    row = max(rows_of(run / "segments.gpkg", tmp_path), key=lambda r: r["shape"].area)
    (key,) = add(run, warm, polygons=[row["fid"]])["keys"]
    assert (chip(run, key)[..., 3] > 0).any()
    with pytest.raises(InputError, match=r"segments\.gpkg has no polygon 987654"):
        add(run, warm, polygons=[987654])
    change(run / "segments.gpkg", f"delete from segments where fid = {row['fid']}")
    with pytest.raises(InputError, match=f"has no polygon {row['fid']}"):
        add(run, warm, polygons=[row["fid"]])


def test_the_same_picture_twice_is_one_file_that_is_never_replaced(run, warm, tmp_path):
    Image.new("RGB", (40, 40), (9, 99, 200)).save(tmp_path / "a.png")
    (key,) = add(run, warm, files=[str(tmp_path / "a.png")])["keys"]
    before = os.stat(run / "chips" / f"{key}.png").st_mtime_ns
    assert add(run, warm, files=[str(tmp_path / "a.png")] * 2)["keys"] == [key]
    assert os.stat(run / "chips" / f"{key}.png").st_mtime_ns == before
    assert [path.name for path in (run / "chips").iterdir()] == [f"{key}.png"]


def test_all_of_it_or_nothing(run, warm, tmp_path):
    (tmp_path / "no.png").write_bytes(b"<svg/>")
    with pytest.raises(InputError, match=r"no\.png cannot be read as a picture"):
        add(run, warm, files=[str(tmp_path / "no.png")], boxes=[box(0, 0, 9, 9)])
    assert not (run / "chips").exists()


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({}, "0 pictures were given"),
        ({"boxes": [[0.0, 0.0, 1.0]]}, "four numbers"),
        ({"boxes": [box(900, 900, 950, 950)]}, "holds no pixel"),
        ({"boxes": [box(20.1, 20.1, 20.2, 20.2)]}, "holds no pixel"),
        ({"boxes": [[0.0, float("nan"), 1.0, 1.0]]}, "four numbers"),
        ({"name": "street", "boxes": [box(0, 0, 9, 9)]}, "no class “street”"),
    ],
)
def test_what_it_refuses(run, warm, what, told):
    with pytest.raises(InputError, match=told) as error:
        add(run, warm, **what)
    assert error.value.hint and not (run / "chips").exists()


def test_a_link_in_the_place_of_the_folder_leads_nowhere(run, warm, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (run / "chips").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="is a link"):
        add(run, warm, boxes=[box(0, 0, 9, 9)])
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_chip_teaches_its_class_and_the_gallery_shows_it(run, warm, tmp_path):
    (key,) = add(run, warm, boxes=[box(40, 50, 60, 70)])["keys"]
    support = {"road": {"chips": [key], "rejected": {"road": [0, 1, 2]}}}  # all others are rejected
    result = result_of(rescore(run, support, CancelToken(), warm=warm))
    assert result["changed"] > 0 and result["encoded"] == 0
    shown = result_of(gallery(run, tmp_path / "out", CancelToken(), warm=warm))["classes"][0]
    assert [one["key"] for one in shown["chips"]] == [key]
    assert {p["state"] for p in shown["pictures"]} == {"rejected"}
    with Image.open(shown["chips"][0]["file"]) as image:
        assert min(image.size) >= 96


def test_a_chip_that_was_exchanged_is_not_read(run, warm):
    one, two = add(run, warm, boxes=[box(40, 50, 60, 70), box(80, 50, 99, 70)])["keys"]
    (run / "chips" / f"{one}.png").write_bytes((run / "chips" / f"{two}.png").read_bytes())
    with pytest.raises(InputError, match="or is damaged"):
        result_of(rescore(run, {"road": {"chips": [one]}}, CancelToken(), warm=warm))


def test_a_copy_of_the_folder_holds_all_that_is_needed(run, warm, tmp_path):
    import shutil

    (key,) = add(run, warm, boxes=[box(40, 50, 60, 70)])["keys"]
    result_of(rescore(run, {"road": {"chips": [key]}}, CancelToken(), warm=warm))
    copy = shutil.copytree(run, tmp_path / "copy")
    shutil.rmtree(run)
    shown = result_of(gallery(copy, tmp_path / "out", CancelToken(), warm=warm))
    assert json.loads(json.dumps(shown["support"]))["road"]["chips"] == [key]
