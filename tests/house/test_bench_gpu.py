"""`make bench-gpu` on tiny networks on the CPU: every part runs, counts what it says, and tells what it found."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture(scope="module", autouse=True)
def scripts():
    sys.path.insert(0, str(SCRIPTS))
    yield
    sys.path.remove(str(SCRIPTS))


@pytest.fixture(scope="module")
def smoke(tmp_path_factory):
    """bench.json of `--smoke`."""
    import bench_gpu

    file = tmp_path_factory.mktemp("bench") / "bench.json"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TERRALEX_CACHE", str(file.parent))  # the parts name their own; put back afterwards
        assert bench_gpu.main(["--smoke", "--out", str(file)]) == 0
    return json.loads(file.read_text())


def test_every_part_runs_without_a_gpu_and_every_goal_has_its_figure(smoke):
    import bench_gpu

    goals = {**bench_gpu.MOST, **bench_gpu.LEAST}
    assert smoke["goals"] == goals and all(smoke[key] > 0 for key in goals)
    assert smoke["machine"]["gpu"].startswith("none") and smoke["machine"]["cores"] >= 1
    assert smoke["gpu_busy_share"] < 2  # two cores at most


def test_on_one_device_labels_are_equal_and_in_half_precision_nearly(smoke):
    assert smoke["labels_equal_float32"] == 1 and 0.9 < smoke["labels_equal_half"] <= 1


def test_what_is_timed_has_a_bound_that_it_cannot_beat(smoke):
    assert sorted(smoke["bounds"]) == sorted(key for key in smoke["goals"] if "_s" in key[-2:] or "_ms_" in key)
    assert all(0 < bound < smoke[key] for key, bound in smoke["bounds"].items())
    assert smoke["bounds"]["matching_without_sd_ms_per_megapixel"] < smoke["bounds"]["matching_ms_per_megapixel"]


def test_every_goal_is_a_key_that_a_part_documents():
    import bench_gpu
    from gpu_labels import labels

    said = " ".join([labels.__doc__, *(part.__doc__ for part in bench_gpu.PARTS.values())])
    assert [key for key in (*bench_gpu.MOST, *bench_gpu.LEAST) if f"`{key}`" not in said] == []


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_without_a_gpu_the_next_step_is_told(capsys, tmp_path):
    import bench_gpu

    assert bench_gpu.main(["--out", str(tmp_path / "bench.json")]) == 2
    assert "--smoke" in capsys.readouterr().err and not (tmp_path / "bench.json").exists()


def test_a_part_that_is_not_there_is_refused(capsys):
    import bench_gpu

    with pytest.raises(SystemExit):
        bench_gpu.main(["matchmaking"])
    assert "there is no part matchmaking" in capsys.readouterr().err


def test_a_part_that_fails_is_told_and_the_others_go_on_until_time_is_over(tmp_path, monkeypatch, capsys):
    import bench_gpu
    from gpu_parts import Found

    def broken(ground):
        raise ValueError("no such thing")

    parts = {"one": broken, "two": lambda ground: Found({"two_s": 3.0}, {"two_s": 1.0})}
    monkeypatch.setattr(bench_gpu, "PARTS", parts)
    file = tmp_path / "bench.json"
    assert bench_gpu.main(["--smoke", "one", "two", "--out", str(file)]) == 1
    told = json.loads(file.read_text())
    assert told["two_s"] == 3 and told["bounds"] == {"two_s": 1}
    assert "no such thing" in capsys.readouterr().err
    monkeypatch.setattr(bench_gpu, "LIMIT_S", 0)
    assert bench_gpu.main(["--smoke", "two", "--out", str(file)]) == 0
    assert "make bench-gpu ARGS=two" in capsys.readouterr().out


def test_overlapping_kernels_are_counted_once():
    from gpu_parts import covered

    assert covered([(5, 6), (0, 2), (1, 3), (1, 2)]) == 4
    assert covered([]) == 0


def test_the_operations_of_the_true_networks_are_those_that_are_known():
    from gpu_flops import Flops
    from gpu_pack import TRUE

    flops = Flops(TRUE)
    assert flops.unet == pytest.approx(803.3e9, rel=1e-3)  # Stable Diffusion 1.5 at 512 x 512, one picture
    places, width = (448 // 8) ** 2 + 1, 768  # of DINO ViT-B/8: eleven whole blocks and the last one's projection
    whole = 24 * places * width**2 + 4 * places**2 * width
    first = 2 * (places - 1) * 3 * 8**2 * width
    assert flops.look("dino", 448) == pytest.approx(first + 11 * whole + 6 * places * width**2, rel=1e-3)
    assert flops.compare("dino", 448, 10) == 2 * 56 * 56 * width * 10


def test_pictures_passes_and_windows_are_multiplied_as_in_a_run():
    from gpu_flops import Flops
    from gpu_pack import TINY

    flops = Flops(TINY)
    one = flops.one_class(1, 1, 1.0)
    assert flops.one_class(1, 3, 1.0) - one == 2 * flops.unet
    assert flops.one_class(1, 1, 8.0) - one == flops.unet  # guidance looks twice
    assert flops.one_class(4, 1, 1.0) == 4 * one
    wide, narrow = (flops.look("dino", side) for side in TINY.windows)
    assert flops.matching({64: 2, 48: 3}, ("dino",), 0) == 2 * wide + 3 * narrow


def test_the_share_of_equal_labels_is_that_of_the_pixels(monkeypatch, tmp_path):
    import gpu_labels
    from gpu_ground import Ground
    from gpu_pack import TINY

    answers = iter([np.array([1, 2, 3, 4]), np.array([1, 2, 3, 0]), np.array([1, 0, 0, 0])])
    monkeypatch.setattr(gpu_labels, "_labelled", lambda *_args, **_more: next(answers))
    found = gpu_labels.labels(Ground("cpu", TINY, tmp_path, tmp_path))
    assert found == {"labels_equal_float32": 0.75, "labels_equal_half": 0.25}


def test_prototypes_are_the_same_on_whatever_device(tmp_path):
    from gpu_labels import SharedBank

    bank, made = SharedBank(tmp_path), {"word": "road", "device": "cpu", "pack": "a"}
    bank.put(made, {"text": np.ones(3, np.float32)})
    assert bank.get({**made, "device": "cuda", "pack": "b", "precision": "float16"})["text"].sum() == 3
    assert bank.get({**made, "word": "water"}) is None


def test_a_pack_is_made_once(tmp_path, monkeypatch):
    import gpu_pack

    def write(folder, shapes, device):
        folder.mkdir(parents=True)
        (folder / "pack.json").write_text(shapes.name)

    monkeypatch.setattr(gpu_pack, "_write", write)
    made = gpu_pack.pack_in(tmp_path / "packs", gpu_pack.TINY, "cpu")
    monkeypatch.setattr(gpu_pack, "_write", None)
    assert gpu_pack.pack_in(tmp_path / "packs", gpu_pack.TINY, "cpu") == made
