"""Where networks compute."""

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from terralex.core.errors import ModelError, ShortOfMemoryError
from terralex.core.model.device import free_bytes, in_array, in_parts, key_of, pick_device, precision
from terralex.core.model.networks import load_networks


@pytest.fixture
def loose():
    """torch as others may have left it: float32 rounded to TF32, whatever algorithm is fastest."""
    torch.set_float32_matmul_precision("high")
    torch.backends.cudnn.allow_tf32 = torch.backends.cudnn.benchmark = True
    torch.backends.cudnn.deterministic = False
    yield
    pick_device("cpu")


def exact():
    cudnn = torch.backends.cudnn
    tf32 = torch.backends.cuda.matmul.allow_tf32 or cudnn.allow_tf32
    return not tf32 and not cudnn.benchmark and cudnn.deterministic


@pytest.mark.parametrize(
    "door", [lambda pack: pick_device("auto"), lambda pack: load_networks(pack, "cpu", ("clip",)).extractor("clip")]
)
def test_float32_is_float32_whichever_way_in(tiny, loose, door):
    assert not exact()
    door(tiny.pack)
    assert exact()


def test_a_gpu_that_is_not_there_is_refused_and_auto_takes_what_is(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert pick_device("auto") == "cpu"
    with pytest.raises(ModelError, match="no GPU"):
        pick_device("cuda")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert (pick_device("auto"), pick_device("cuda"), pick_device("cpu")) == ("cuda", "cuda", "cpu")


@pytest.mark.parametrize(
    ("generator", "on_a_gpu"),
    [({}, "float16"), ({"cuda_dtype": "bfloat16"}, "bfloat16"), ({"cuda_dtype": "float32"}, "float32")],
)
def test_extractors_compute_in_half_on_a_gpu_alone_and_keys_say_so(generator, on_a_gpu):
    pack = SimpleNamespace(manifest={"generator": generator})
    assert (precision(pack, "cpu"), key_of(pack, "cpu")) == ("float32", {})
    assert precision(pack, "cuda") == on_a_gpu
    assert key_of(pack, "cuda") == ({} if on_a_gpu == "float32" else {"precision": on_a_gpu})


@pytest.mark.parametrize(("room", "least", "tried"), [(9, 1, [8, 3]), (5, 1, [8, 4, 4, 3]), (1, 2, [8, 4, 2])])
def test_what_memory_does_not_hold_is_computed_by_half(room, least, tried):
    sizes, size = [], [8]

    def compute(part):
        sizes.append(len(part))
        if len(part) > room:
            raise ShortOfMemoryError("no room")
        return [10 * one for one in part]

    def halve():
        size[0] //= 2

    if room >= least:
        assert in_parts(range(11), lambda: size[0], compute, halve, least) == [10 * one for one in range(11)]
    else:
        with pytest.raises(ShortOfMemoryError):
            in_parts(range(11), lambda: size[0], compute, halve, least)
    assert sizes == tried


def test_what_torch_holds_without_using_it_is_free_too(monkeypatch):
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (1000, 8000))
    monkeypatch.setattr(torch.cuda, "memory_reserved", lambda: 500)
    monkeypatch.setattr(torch.cuda, "memory_allocated", lambda: 200)
    assert (free_bytes("cuda"), free_bytes("cpu")) == (1300, 0)


def test_arrays_are_not_copied_and_tensors_become_arrays():
    array = np.arange(3)
    assert in_array(array) is array and np.array_equal(in_array(torch.arange(3)), array)
