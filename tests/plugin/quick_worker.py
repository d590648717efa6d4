"""The engine's process, which waits for a busy server a hundredth of the time."""

import importlib.util
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("terralex", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)])
package = importlib.util.module_from_spec(spec)
sys.modules["terralex"] = package
spec.loader.exec_module(package)

from terralex.core.packs.store import download  # noqa: E402

download.FIRST_WAIT_S = 0.01
runpy.run_path(str(ROOT / "core" / "worker.py"), run_name="__main__")
