"""What one command of the engine is asked with: plain values, refused in words where they are others.

Standard library only.
"""

from __future__ import annotations

from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, Mapping, TypeVar

from .errors import InputError

C = TypeVar("C", bound="Request")
_KINDS: dict[str, tuple[type, ...]] = {  # what JSON may hold for an annotated field
    "str": (str,),
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
    "Mapping[str, Any]": (dict,),
    "Union[Mapping[str, Any], None]": (dict, type(None)),
    "Sequence[str]": (list, tuple),
    "Sequence[int]": (list, tuple),
    "Sequence[Sequence[float]]": (list, tuple),
    "Union[str, None]": (str, type(None)),
    "Union[Sequence[int], None]": (list, tuple, type(None)),
}


@dataclass(frozen=True)
class Request:
    """What one command is asked with; plain values."""

    def to_dict(self) -> dict[str, Any]:
        """For the protocol."""
        return asdict(self)

    @classmethod
    def from_dict(cls: type[C], data: Mapping[str, Any]) -> C:
        """The inverse.

        Raises:
            InputError: a part is missing, unknown, or of another kind.
        """
        known = {f.name: f for f in fields(cls)}
        for name, value in data.items():
            if name not in known:
                raise InputError(f"The request has a part “{name}” that the engine does not know.", "Update Terralex.")
            allowed = _KINDS[str(known[name].type)]
            if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
                raise InputError(f"“{name}” of the request is {value!r}.", "Update Terralex.")
        for name, f in known.items():
            if name not in data and f.default is MISSING and f.default_factory is MISSING:
                raise InputError(f"The request lacks “{name}”.", "Update Terralex.")
        return cls(**data)
