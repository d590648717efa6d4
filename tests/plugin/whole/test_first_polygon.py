"""From an empty profile to the first polygon in real QGIS, by real clicks."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
@pytest.mark.parametrize("way", ["sample", "own_image", "preview"])
def test_the_first_polygon_takes_at_most_six_clicks(tmp_path, way):
    variables = {**os.environ, "STAGE_FOLDER": str(tmp_path / "qgis"), "STAGE_SECONDS": "600"}
    done = subprocess.run(
        [ROOT / "scripts" / "first_polygon", way], env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.search(rf"{way}: (\d+) clicks", done.stdout).group(1)) <= 6
