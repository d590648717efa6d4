"""The tiny random pack, made once, and what the tests of networks and methods share."""

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import pytest

HERE = Path(__file__).resolve().parent


def load_file(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def tiny_tools():
    return load_file(HERE.parent / "tiny_pack.py")


@pytest.fixture(scope="session")
def reference():
    return load_file(HERE / "reference.py")


@pytest.fixture(scope="session")
def tiny_folder(tiny_tools, tmp_path_factory):
    return tiny_tools.make_tiny_pack(tmp_path_factory.mktemp("packs") / "tiny")


@pytest.fixture(scope="session")
def tiny(tiny_folder):
    """The pack, and its networks opened once."""
    from terralex.core.model.load import load_networks
    from terralex.core.packs import read_pack

    pack = read_pack(tiny_folder)
    return SimpleNamespace(pack=pack, networks=load_networks(pack, "cpu"))


@pytest.fixture
def prepared(tiny, tmp_path):
    """A function that prepares a method: prepared("road, tree", stride=16) -> method, state, events."""
    return preparation(tiny, tmp_path / "bank")


@pytest.fixture(scope="module")
def prepared_once(tiny, tmp_path_factory):
    """The same with one bank for all tests of a file."""
    return preparation(tiny, tmp_path_factory.mktemp("bank"))


def preparation(tiny, bank_root):
    from terralex.core.bank import Bank
    from terralex.core.config import resolve_options
    from terralex.core.methods import make_method
    from terralex.core.packs import resolve_classes
    from terralex.core.progress import CancelToken
    from terralex.core.vocabulary import parse_names

    def prepare(names, method="ovdiff", *, networks=None, bank=None, background=True, resolution=0, **overrides):
        options = resolve_options(tiny.pack.manifest["defaults"], overrides)
        made = make_method(method, networks or tiny.networks, tiny.pack, options, background, 0,
                           bank or Bank(bank_root), "cpu")  # fmt: skip
        classes = tuple(parse_names(names))
        steps = made.prepare(
            classes, resolve_classes(tiny.pack, classes), tiny.pack.resolutions[resolution], CancelToken()
        )
        events = []
        while True:
            try:
                events.append(next(steps))
            except StopIteration as end:
                return SimpleNamespace(method=made, state=end.value, events=events, options=options)

    return prepare
