"""Where networks compute: the device, its threads, and what is said when it is too small."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from ..errors import ModelError, ShortOfMemoryError
from ..packs import Pack

if TYPE_CHECKING:
    from torch import Tensor

T = TypeVar("T")
R = TypeVar("R")


class Place(Protocol):
    """Where the networks of a pack are opened, as each of them sees it.

    Attributes:
        pack: Whose networks they are.
        device: "cpu" or "cuda".
        threads: Pictures' chunks or windows worked on at a time on a CPU.
        notes: What the networks have to tell the user, in full sentences.
    """

    pack: Pack
    device: str
    threads: int
    notes: list[str]

    def shared(self, key: str, what: str, make: Callable[[], T]) -> T:
        """A network that several parts use (a CLIP is an extractor and the classifier), opened once."""
        ...


def full_float32() -> None:
    """Have torch compute what is float32 as float32 on every device, and the same way each time.

    cuDNN's convolutions would round to TF32 (10 bits) where nobody says otherwise, and two devices would not agree.
    Half precision is used where a network asks for it, never behind its back.
    """
    import torch

    torch.set_float32_matmul_precision("highest")
    torch.backends.cudnn.allow_tf32 = False
    torch.backends.cudnn.benchmark = False
    torch.backends.cudnn.deterministic = True


def pick_device(wanted: str) -> str:
    """The device of a run: "cpu" or "cuda"; "auto" takes a GPU where torch can use one.

    Raises:
        ModelError: a GPU was asked for and torch cannot use one.
    """
    import torch

    full_float32()
    there = torch.cuda.is_available()
    if wanted == "cuda" and not there:
        hint = "Choose the device “auto” or “cpu”, or install a torch that fits the graphics driver."
        raise ModelError("There is no GPU that the engine can use.", hint)
    return "cuda" if there and wanted != "cpu" else "cpu"


def precision(pack: Pack, device: str) -> str:
    """What a pack's extractors compute in: float32 on a CPU; on a GPU the pack's `cuda_dtype`, float16 without one."""
    if device == "cpu":
        return "float32"
    told = pack.manifest["generator"].get("cuda_dtype", "float16")
    return str(told) if told in ("float16", "bfloat16") else "float32"


def key_of(pack: Pack, device: str) -> dict[str, str]:
    """What a device adds to the key of what an extractor sees: nothing in full precision."""
    found = precision(pack, device)
    return {} if found == "float32" else {"precision": found}


def one_thread(device: str) -> None:
    """On a CPU, give the calling thread one intra-op thread, so that results do not depend on how many there are."""
    import torch

    if device == "cpu":
        torch.set_num_threads(1)


@contextlib.contextmanager
def in_words(pack: Pack, device: str) -> Iterator[None]:
    """Turn a machine that is too small into a ModelError; everything else stays the bug that it is."""
    import torch

    try:
        yield
    except (MemoryError, torch.OutOfMemoryError) as error:
        raise _too_large(pack, device) from error
    except RuntimeError as error:
        if "not enough memory" in str(error) or "out of memory" in str(error).lower():
            raise _too_large(pack, device) from error
        raise


def _too_large(pack: Pack, device: str) -> ShortOfMemoryError:
    where = "the GPU's memory" if device != "cpu" else "this machine's memory"
    return ShortOfMemoryError(
        f"The pack “{pack.name}” needs more than is free of {where}.",
        "Close other programs, use smaller windows, or choose a smaller pack.",
    )


def on_host(tensors: Mapping[str, Tensor]) -> dict[str, np.ndarray]:
    """Copies of tensors as arrays; from a GPU all of them at one go, into pinned memory."""
    import torch

    made = {name: torch.empty(t.shape, dtype=t.dtype, pin_memory=t.is_cuda) for name, t in tensors.items()}
    for name, tensor in tensors.items():
        made[name].copy_(tensor, non_blocking=True)
    if any(tensor.is_cuda for tensor in tensors.values()):
        torch.cuda.current_stream().synchronize()
    return {name: tensor.numpy() for name, tensor in made.items()}


def in_array(values: np.ndarray | Tensor) -> np.ndarray:
    """An array as it is, or a copy of a tensor."""
    return values if isinstance(values, np.ndarray) else values.cpu().numpy()


def free_bytes(device: str) -> int:
    """What may still be asked of a GPU's memory: what is free, and what torch holds without using it; 0 on a CPU."""
    if device == "cpu":
        return 0
    import torch

    return int(torch.cuda.mem_get_info()[0] + torch.cuda.memory_reserved() - torch.cuda.memory_allocated())


def bytes_taken(work: Callable[[], object]) -> int:
    """The most memory of a GPU that work takes beside what is there; it is done twice, the first time to be ready."""
    import torch

    work()
    torch.cuda.synchronize()
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    work()
    torch.cuda.synchronize()
    return int(torch.cuda.max_memory_allocated() - before)


def give_back(device: str) -> None:
    """Give a GPU's memory that is reserved but not in use back, before less is asked of it."""
    if device != "cpu":
        import torch

        torch.cuda.empty_cache()


def in_parts(
    things: Sequence[T],
    at_once: Callable[[], int],
    compute: Callable[[Sequence[T]], Sequence[R]],
    halve: Callable[[], None],
    least: int = 1,
) -> list[R]:
    """Of each thing what is computed of it, of some at a time: of fewer from where memory does not hold so many.

    Args:
        things: In their order.
        at_once: How many at a time.
        compute: Of some of them.
        halve: Makes `at_once` half of what it was.
        least: As many are never halved.

    Raises:
        ShortOfMemoryError: memory does not hold the least.
    """
    made: list[R] = []
    while len(made) < len(things):
        count = at_once()
        try:
            made.extend(compute(things[len(made) : len(made) + count]))
            continue
        except ShortOfMemoryError:
            if count <= least:
                raise
        halve()  # out here, where the error no longer holds what filled the memory
    return made


def peak_gpu_mb(device: str) -> float:
    """The most memory that torch has reserved on a GPU, MB; 0 on a CPU."""
    if device == "cpu":
        return 0.0
    import torch

    return round(torch.cuda.max_memory_reserved() / 2**20, 1)


def instructions() -> str:
    """Which instructions torch computes with on this processor, e.g. AVX2; others may round sums otherwise."""
    import torch

    return str(torch.backends.cpu.get_cpu_capability())
