"""The guard that lets torchvision be imported beside a torch without CUDA."""

import subprocess
import sys
from pathlib import Path

import pytest
from terralex.core.model.libraries import ensure_torchvision

ROOT = Path(__file__).resolve().parents[3]
GUARD = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("terralex", {init!r}, submodule_search_locations=[{root!r}])
sys.modules["terralex"] = importlib.util.module_from_spec(spec); spec.loader.exec_module(sys.modules["terralex"])
from terralex.core.model.libraries import ensure_torchvision
first = ensure_torchvision(); second = ensure_torchvision()
import torch, torchvision.transforms
if not first:
    assert not torch.cuda.is_available() and second is False
    assert torch.ops.torchvision.nms is not None
print("fine")
"""


def test_torchvision_imports_beside_this_torch():
    code = GUARD.format(init=str(ROOT / "__init__.py"), root=str(ROOT))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "fine", done.stderr


def test_a_healthy_torchvision_is_left_alone(monkeypatch):
    from terralex.core.model import libraries

    monkeypatch.setattr(libraries, "_operators", [])
    monkeypatch.setitem(sys.modules, "torchvision", type(sys)("torchvision"))
    assert ensure_torchvision() is True and libraries._operators == []


def test_another_failure_of_torchvision_is_not_hidden(monkeypatch):
    from terralex.core.model import libraries

    class Broken:
        def find_spec(self, name, *_):
            if name == "torchvision":
                raise RuntimeError("something else")

    monkeypatch.setattr(libraries, "_operators", [])
    for name in [m for m in sys.modules if m.split(".")[0] == "torchvision"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(RuntimeError, match="something else"):
        ensure_torchvision()
