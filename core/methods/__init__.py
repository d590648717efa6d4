"""One file per method, all behind one protocol (`base`): windows in, scores with a background channel out."""

from __future__ import annotations

import importlib

from ..options import method_entry
from .base import Method, Workplace


def make_method(name: str, workplace: Workplace) -> Method:
    """The method of that name, made for a workplace.

    Raises:
        InputError: there is no such method.
    """
    module, _, kind = method_entry(name).where.partition(":")
    made: Method = getattr(importlib.import_module(module, __package__), kind)(workplace)
    return made
