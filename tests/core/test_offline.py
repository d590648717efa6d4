"""What leads to a network is switched off in the libraries' own wheels, and nothing is said about it in the logs."""

import os
import subprocess
import sys
from pathlib import Path

SERVICES = (
    "WMS WMTS WCS HTTP PLMOSAIC PLSCENES MRF KMLSUPEROVERLAY EEDA EEDAI DAAS OGCAPI STACIT STACTA NGW ZARR AMIGOCLOUD "
    "CARTO CSW WFS OAPIF LVBAG ELASTICSEARCH ADBC GDALG GTI POSTGRESQL POSTGISRASTER MYSQL MSSQLSPATIAL ODBC OCI DODS "
    "GMLAS"
)
ASK = f"""
import sys; sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
import core.offline, pyogrio, rasterio
with rasterio.Env() as env:
    print(" ".join(name.upper() for name in [*env.drivers(), *pyogrio.list_drivers()]))
"""


def test_no_driver_of_a_service_is_left_and_no_log_speaks_of_it():
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", ASK], capture_output=True, text=True, check=True)
    told, drivers = (done.stdout + done.stderr).strip(), set(done.stdout.upper().split())
    assert "GTIFF" in drivers and "GPKG" in drivers and not drivers & set(SERVICES.split())
    assert "unload" not in told


def test_torch_leaves_no_folder_among_temporary_files(tmp_path):
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})\n"
    code += "import core.offline, torch._dynamo.package"
    environ = {**os.environ, "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True, env=environ)
    assert not list(tmp_path.iterdir())
