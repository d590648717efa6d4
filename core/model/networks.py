"""Opens a pack's networks: offline, from safetensors only, each one when it is first asked for.

Nothing heavy is imported by this file itself; `ensure_torchvision` must run before the first import of
transformers, diffusers, timm or open_clip, and does so here for the whole engine.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import InputError, ModelError
from ..packs import Pack, verify
from .device import full_float32, in_words, one_thread
from .libraries import prepare_libraries

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

    from .captioner import Captioner
    from .classifier import Classifier
    from .features import Extractor
    from .generator import Generator
    from .noisy import Kept

T = TypeVar("T")


class Networks:
    """A pack's networks on a device, opened lazily; safe to ask from several threads.

    Attributes:
        pack: Where they come from.
        device: "cpu" or "cuda".
        threads: Pictures' chunks or windows worked on at a time on a CPU.
        names: Extractors in use, in the pack's order.
        notes: What they have to tell the user; see `told`.
    """

    def __init__(self, pack: Pack, device: str = "cpu", extractors: Sequence[str] = (), threads: int = 0) -> None:
        listed = [e["name"] for e in pack.manifest["extractors"]]
        for name in extractors:
            if name not in listed:
                raise InputError(
                    f"The pack “{pack.name}” has no extractor “{name}”.", f"It has: {', '.join(listed) or 'none'}."
                )
        self.pack = pack
        self.device = device
        self.names = tuple(n for n in listed if not extractors or n in extractors)
        self.set_threads(threads)
        self.notes: list[str] = []
        self._opened: dict[str, Any] = {}
        self._lock = threading.RLock()

    def set_threads(self, threads: int) -> None:
        """How many threads may ask at a time on a CPU; 0 for all cores. Changes no result."""
        self.threads = (threads or os.cpu_count() or 1) if self.device == "cpu" else 1

    def told(self) -> tuple[str, ...]:
        """What they had to tell since this was asked last, each once."""
        found = tuple(dict.fromkeys(self.notes))
        self.notes.clear()
        return found

    def _open(self, key: str, what: str, make: Callable[[], T]) -> T:
        with self._lock:
            if key not in self._opened:
                if "verified" not in self._opened:
                    verify(self.pack)
                    prepare_libraries()
                    full_float32()
                    self._opened["verified"] = True
                one_thread(self.device)
                self._opened[key] = self._made(what, make)
            return self._opened[key]

    def _made(self, what: str, make: Callable[[], T]) -> T:
        from safetensors import SafetensorError

        try:
            with in_words(self.pack, self.device):
                return make()
        except (
            OSError,
            LookupError,
            ValueError,
            TypeError,
            AttributeError,
            ImportError,
            RuntimeError,
            SafetensorError,
        ) as error:
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

    def encode(
        self, names: Sequence[str], pictures: np.ndarray, support: bool = False, kept: Kept | None = None
    ) -> dict[str, Tensor]:
        """Features of pictures by extractor, see `features.Extractor.encode`; layers of one network by one pass."""
        from .features import encode_all

        return encode_all([self.extractor(name) for name in names], pictures, support, kept)

    def looking_with(self, name: str, support: bool = False) -> tuple[str, ...]:
        """The extractors in use that see what this one sees by the same pass, itself included."""
        own = self.extractor(name).looks_like(support)
        return tuple(one for one in self.names if self.extractor(one).looks_like(support) == own)

    @property
    def classifier(self) -> Classifier:
        """Compares words and pictures."""
        from .classifier import Classifier

        return self._open("classifier", "classifier", lambda: Classifier(self))

    @property
    def captioner(self) -> Captioner:
        """Continues sentences with what a picture shows; only packs whose manifest names one have it."""
        from .captioner import Captioner

        return self._open("captioner", "captioner", lambda: Captioner(self))

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
