"""The engine's process with one method more, see lessons.py."""

import importlib.util
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
spec = importlib.util.spec_from_file_location("terralex", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)])
package = importlib.util.module_from_spec(spec)
sys.modules["terralex"] = package
spec.loader.exec_module(package)

from terralex.tests.lessons_entry import register  # noqa: E402

register()
runpy.run_path(str(ROOT / "core" / "worker.py"), run_name="__main__")
