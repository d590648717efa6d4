"""GeoPackages as another library reads them, while QGIS has them open.

pyogrio brings a SQLite of its own. Two in one process do not see each other's locks: the second takes a file that QGIS
edits for one that nobody has open, cuts off the memory that QGIS has mapped (SIGBUS) and deletes the log that QGIS goes
on writing to. So it reads in a process of its own, as it would on an annotator's machine.
"""

import pickle
import subprocess
import sys

_READ = (
    "import pickle, sys; from terralex.tests.core.run_0_1 import rows; "
    "sys.stdout.buffer.write(pickle.dumps(rows(sys.argv[1], sys.argv[2] or None)))"
)


def rows(path, layer=""):
    """Polygons: a dict for each, with `shape` and `fid`."""
    done = subprocess.run([sys.executable, "-c", _READ, str(path), layer], stdout=subprocess.PIPE, check=True)
    return pickle.loads(done.stdout)
