"""What several commands of the command line read from what people type."""

from __future__ import annotations

import os
from typing import Any

from ..errors import InputError
from ..vocabulary import ClassList, parse_names, read_class_list


def read_classes(text: str) -> ClassList:
    """Classes from names, or from a class list file when `text` is the path of one."""
    looks_like_file = "\n" not in text and text.lower().endswith((".csv", ".txt"))
    if looks_like_file or ("," not in text and os.path.isfile(text)):  # not Path's: it minds names that are too long
        return read_class_list(text)
    return ClassList(tuple(parse_names(text)), background=True)


def parse_settings(settings: list[str] | None) -> dict[str, Any]:
    """`option=value` pairs."""
    pairs = {}
    for item in settings or []:
        name, sign, value = item.partition("=")
        if not sign:
            raise InputError(f"“--set {item}” has no value.", "Write --set option=value.")
        if not name.strip():
            raise InputError(f"“--set {item}” does not say which option.", "Write --set option=value.")
        pairs[name.strip()] = value.strip()
    return pairs


def parse_nodata(text: str) -> dict[str, Any]:
    """What --nodata asks for, as `RunConfig.reading`: numbers, or “none” for neither the file's nor a border's."""
    words = [word.strip() for word in text.replace(";", ",").split(",") if word.strip()]
    if words == ["none"]:
        return {"file_nodata": False, "collar": False}
    try:
        return {"nodata": [[float(word)] * 2 for word in words]} if words else {}
    except ValueError as error:
        raise InputError(f"“--nodata {text}” is no number.", "Give numbers with commas between, or none.") from error


def cluster_from(scheduler: str, tls_ca: str, tls_cert: str, tls_key: str, insecure: bool) -> dict[str, Any]:
    """What names a scheduler, as `RunConfig.cluster`; {} where none is named."""
    given = {"tls_ca": tls_ca, "tls_cert": tls_cert, "tls_key": tls_key, "insecure": insecure}
    if scheduler:
        return {"scheduler": scheduler, **{name: value for name, value in given.items() if value}}
    if any(given.values()):
        raise InputError("There are certificates for a scheduler, and no scheduler.", "Name it with --scheduler.")
    return {}
