"""Opens a pack's networks: offline, from safetensors only, each one when it is first asked for.

Nothing heavy is imported by this file itself; `ensure_torchvision` must run before the first import of
transformers, diffusers, timm or open_clip, and does so here for the whole engine.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import InputError, ModelError
from ..packs import Pack, verify

if TYPE_CHECKING:
    from .classifier import Classifier
    from .features import Extractor
    from .generator import Generator

T = TypeVar("T")
_operators: list[Any] = []  # keeps the declared operators alive; torch drops them with their library
_CHATTER = ("diffusers", "transformers", "huggingface_hub", "timm", "open_clip")


def ensure_torchvision() -> bool:
    """Make `import torchvision` work beside a torch without CUDA.

    PyPI's torchvision for Linux is built for CUDA; beside a CPU torch its compiled operators do not load and the import
    dies with "operator torchvision::nms does not exist". The engine needs only its Python parts, so the two operators
    that the import looks up are declared here, without a body. A torchvision that works is left alone.

    Returns:
        True when torchvision works by itself (or is not installed), False when the operators were declared.
    """
    import torch

    if _operators:
        return False
    try:
        import torchvision
    except ImportError:
        return True
    except RuntimeError as error:
        if "torchvision::" not in str(error):
            raise
    else:
        return True
    for name in [m for m in sys.modules if m == "torchvision" or m.startswith("torchvision.")]:
        del sys.modules[name]  # the half of it that was imported
    library = torch.library.Library("torchvision", "DEF")  # would clash with a healthy build: hence the try above
    for name in ("nms", "qnms"):
        library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    _operators.append(library)
    import torchvision  # noqa: F401

    return False


def quiet() -> None:
    """Keep the libraries offline and silent: their progress bars and notices are not for annotators."""
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "DIFFUSERS_OFFLINE", "HF_HUB_DISABLE_PROGRESS_BARS"):
        os.environ[name] = "1"
    os.environ["TRANSFORMERS_VERBOSITY"] = os.environ["DIFFUSERS_VERBOSITY"] = "error"
    for name in _CHATTER:
        logging.getLogger(name).setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", module=r"(diffusers|transformers|huggingface_hub|timm|open_clip|torch)(\.|$)")


def prepare_libraries() -> None:
    """Call once before diffusers, transformers, timm or open_clip is imported."""
    quiet()
    ensure_torchvision()


def pick_device(wanted: str) -> str:
    """The device of a run: "cpu" or "cuda"; "auto" takes a GPU where torch can use one.

    Raises:
        ModelError: a GPU was asked for and torch cannot use one.
    """
    import torch

    there = torch.cuda.is_available()
    if wanted == "cuda" and not there:
        hint = "Choose the device “auto” or “cpu”, or install a torch that fits the graphics driver."
        raise ModelError("There is no GPU that the engine can use.", hint)
    return "cuda" if there and wanted != "cpu" else "cpu"


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


def _too_large(pack: Pack, device: str) -> ModelError:
    where = "the GPU's memory" if device != "cpu" else "this machine's memory"
    return ModelError(f"The pack “{pack.name}” needs more than is free of {where}.",
                      "Close other programs, use smaller windows, or choose a smaller pack.")  # fmt: skip


class Networks:
    """A pack's networks on a device, opened lazily; safe to ask from several threads.

    Attributes:
        pack: Where they come from.
        device: "cpu" or "cuda".
        threads: Pictures' chunks or windows worked on at a time on a CPU.
        names: Extractors in use, in the pack's order.
    """

    def __init__(self, pack: Pack, device: str = "cpu", extractors: Sequence[str] = (), threads: int = 0) -> None:
        listed = [e["name"] for e in pack.manifest["extractors"]]
        for name in extractors:
            if name not in listed:
                raise InputError(f"The pack “{pack.name}” has no extractor “{name}”.", f"It has: {', '.join(listed)}.")
        self.pack = pack
        self.device = device
        self.names = tuple(n for n in listed if not extractors or n in extractors)
        self.threads = (threads or os.cpu_count() or 1) if device == "cpu" else 1
        self._opened: dict[str, Any] = {}
        self._lock = threading.RLock()

    def _open(self, key: str, what: str, make: Callable[[], T]) -> T:
        with self._lock:
            if key not in self._opened:
                if "verified" not in self._opened:
                    verify(self.pack)
                    prepare_libraries()
                    self._opened["verified"] = True
                one_thread(self.device)
                self._opened[key] = self._made(what, make)
            return self._opened[key]

    def _made(self, what: str, make: Callable[[], T]) -> T:
        from safetensors import SafetensorError

        try:
            with in_words(self.pack, self.device):
                return make()
        except (OSError, LookupError, ValueError, TypeError, AttributeError, ImportError, RuntimeError,
                SafetensorError) as error:  # fmt: skip
            raise ModelError(
                f"The {what} of the pack “{self.pack.name}” cannot be opened: {error}",
                "Fetch or copy the pack again; if that does not help, update Terralex.",
            ) from error

    def shared(self, key: str, what: str, make: Callable[[], T]) -> T:
        """A network that several parts use (a CLIP is an extractor and the classifier), opened once."""
        return self._open(f"shared:{key}", what, make)

    @property
    def generator(self) -> Generator:
        """Draws support pictures."""
        from .generator import Generator

        return self._open("generator", "picture generator", lambda: Generator(self))

    def extractor(self, name: str) -> Extractor:
        """The feature extractor of that name."""
        from .features import make_extractor

        return self._open(f"extractor:{name}", f"feature extractor {name}", lambda: make_extractor(self, name))

    @property
    def extractors(self) -> dict[str, Extractor]:
        """All extractors in use, by name."""
        return {name: self.extractor(name) for name in self.names}

    @property
    def classifier(self) -> Classifier:
        """Compares words and pictures."""
        from .classifier import Classifier

        return self._open("classifier", "classifier", lambda: Classifier(self))

    def texts(self, name: str) -> Classifier:
        """The text tower beside an extractor's network, in whose features its words are directions."""
        from .classifier import Classifier

        spec = next(e for e in self.pack.manifest["extractors"] if e["name"] == name)
        return self._open(f"texts:{name}", f"text tower of {name}", lambda: Classifier(self, spec))


def load_networks(pack: Pack, device: str = "cpu", extractors: Sequence[str] = (), threads: int = 0) -> Networks:
    """A pack's networks; files are checked and weights read when the first of them is used.

    Args:
        pack: From `packs.find_pack`.
        device: "cpu" or "cuda".
        extractors: Names of those to use; empty for all.
        threads: Python threads on a CPU; 0 takes all cores. Does not change any result.

    Raises:
        InputError: the pack has no extractor of a given name.
        ModelError: (on first use) a file is missing, damaged, of a kind that can run code, or too large to open.
    """
    return Networks(pack, device, extractors, threads)
