"""The gallery of a run: every support picture with its region, the most typical first, and what was chosen of it."""

import json

import numpy as np
import pytest
from PIL import Image
from terralex.core.jobs.commands import Engine
from terralex.core.jobs.gallery import gallery
from terralex.core.jobs.rescore import rescore
from terralex.core.progress import CancelToken, result_of

from .test_teach import finished, home, make_run, private_folders, run, warm

__all__ = ["finished", "home", "private_folders", "run", "warm"]  # fixtures


def show(run, out, warm, support=None):
    return result_of(gallery(run, out, CancelToken(), support, warm))


def test_every_class_shows_its_pictures_the_most_typical_first(run, warm, tmp_path):
    found = show(run, tmp_path / "out", warm)
    assert found["draws"] and found["support"] == {}
    assert [(c["name"], c["value"], c["words"]) for c in found["classes"]] == [
        ("road", 1, ["road"]),
        ("water", 2, ["water"]),
        ("tree", 3, ["tree"]),
    ]
    files = [p["file"] for c in found["classes"] for p in c["pictures"]]
    assert len(set(files)) == 9
    for one in found["classes"]:
        assert sorted(p["picture"] for p in one["pictures"]) == [0, 1, 2]
        typical = [p["typical"] for p in one["pictures"]]
        assert typical == sorted(typical, reverse=True) and {p["state"] for p in one["pictures"]} == {"used"}
    for file in files:
        with Image.open(file) as image:
            assert image.format == "PNG" and min(image.size) >= 96


def test_typical_is_the_likeness_of_a_picture_to_its_class(home, warm, tmp_path):
    """By plain arithmetic from the bank: a cosine, centred by the pack's mean."""
    from terralex.core.cache.bank import Bank
    from terralex.core.prototypes.calibration import calibration_of

    folder = make_run(home, "cosines", warm, method="ovdiff")
    found = show(folder, tmp_path, warm)["classes"][0]["pictures"]
    method = warm.loaded
    root = Bank().root
    mean = calibration_of(method.pack)["clip.mean"].astype(np.float64)
    from safetensors.numpy import load_file

    for about in root.glob("*/*/about.json"):
        made = json.loads(about.read_text())["made_by"]
        wanted = {"what": "prototypes", "word": "road", "extractor": "clip", "pictures": 3}
        if all(made.get(k) == v for k, v in wanted.items()) and "favour" not in made:
            own = load_file(about.parent / "tensors.safetensors")
    rows, centre = own["fg.instance"].astype(np.float64) - mean, own["fg.class"][0].astype(np.float64) - mean
    cosines = rows @ centre / np.linalg.norm(rows, axis=1) / np.linalg.norm(centre)
    assert len(cosines) == 3
    assert {p["picture"]: p["typical"] for p in found} == pytest.approx(dict(enumerate(cosines)), abs=2e-4)


def test_it_shows_what_holds_now_and_what_would_be_chosen(run, warm, tmp_path):
    support = {"road": {"rejected": {"road": [1]}, "favoured": {"road": [2]}, "more": 2}, "tree": {"words": ["grass"]}}
    told = show(run, tmp_path / "a", warm, support)
    road, _, tree = told["classes"]
    assert {p["picture"]: p["state"] for p in road["pictures"]} == {
        0: "used",
        1: "rejected",
        2: "favoured",
        3: "used",
        4: "used",
    }
    assert (road["more"], road["reworded"], tree["reworded"], tree["words"]) == (2, False, True, ["grass"])
    assert show(run, tmp_path / "b", warm)["support"] == {}
    result_of(rescore(run, support, CancelToken(), warm=warm))
    assert show(run, tmp_path / "c", warm)["classes"] == [
        {**c, "pictures": [{**p, "file": p["file"].replace("/a/", "/c/")} for p in c["pictures"]]}
        for c in told["classes"]
    ]


def test_a_method_that_draws_nothing_says_so(home, warm, tmp_path):
    folder = make_run(home, "instead", warm, method="ovdiff", overrides={"text_prototypes": "instead"})
    found = show(folder, tmp_path, warm)
    assert found["draws"] is False and all(c["pictures"] == [] for c in found["classes"])
    assert found["classes"][0]["words"] == ["road"]


def test_the_worker_answers_with_plain_values(run, warm, tmp_path):
    asked = {"run": str(run), "out": str(tmp_path), "support": None}
    assert json.loads(json.dumps(result_of(Engine(warm).do("gallery", asked, CancelToken()))))["draws"]
