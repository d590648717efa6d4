"""Rasters written strip by strip have the same bytes in any way; what a folder makes of them: test_run_folder.py."""

from pathlib import Path

import pytest
from terralex.core.options import Options
from terralex.core.outputs import assemble
from terralex.core.raster.source import Source
from terralex.tests.core.outputs.test_run_folder import finish
from terralex.tests.core.rasters import pack_at, picture, write_tif


@pytest.mark.parametrize("grid_mode", ["working", "source"])
def test_files_have_the_same_bytes_however_little_gdal_keeps_of_them(tmp_path, monkeypatch, grid_mode):
    with Source.open(write_tif(tmp_path / "a.tif", picture(1300, 1100)), pack_at(0.3), Options()) as source:
        made = []
        for cache_mb in (1, 256):  # confidence.tif alone is 5.7 MB
            monkeypatch.setattr(assemble, "CACHE_MB", cache_mb)
            run = finish(tmp_path / f"run_{cache_mb}", source, block_px=512, grid_mode=grid_mode)
            made.append([Path(path).read_bytes() for path in (run.classes, run.confidence)])
    assert made[0] == made[1]
