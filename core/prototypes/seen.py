"""Features of support pictures that were looked at, for a while: who chooses among them asks again and again."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping

import numpy as np

MEMORY_BYTES = 256 << 20

Encode = Callable[[np.ndarray], np.ndarray]
EncodeAll = Callable[[np.ndarray], Mapping[str, np.ndarray]]  # the same by extractor


class PictureMemory:
    """The newest features by picture and extractor, least recently used out first. Safe from several threads."""

    def __init__(self, budget_bytes: int = MEMORY_BYTES) -> None:
        self._budget, self._bytes = budget_bytes, 0
        self._kept: OrderedDict[tuple[str, bytes], np.ndarray] = OrderedDict()
        self._lock = threading.Lock()

    def remembering(self, encode: Encode, extractor: str) -> Encode:
        """The same function of a picture (3, s, s) uint8, that is asked once of each while there is room."""
        return self.remembering_all(lambda picture: {extractor: encode(picture)}, extractor)

    def remembering_all(self, encode: EncodeAll, extractor: str) -> Encode:
        """What one extractor sees, by a function that tells of several at once: the others' are remembered, too."""

        def see(picture: np.ndarray) -> np.ndarray:
            digest = hashlib.sha256(np.ascontiguousarray(picture)).digest()
            with self._lock:
                found = self._kept.get((extractor, digest))
                if found is not None:
                    self._kept.move_to_end((extractor, digest))
                    return found
            made = encode(picture)
            for name, features in made.items():
                self._put((name, digest), features)
            return made[extractor]

        return see

    def _put(self, key: tuple[str, bytes], made: np.ndarray) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made
                self._bytes += made.nbytes
            while self._bytes > self._budget:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= oldest.nbytes
