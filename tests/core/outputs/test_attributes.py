"""The fields of a run's polygons: codes of the user's own, defaults, and numbers."""

import numpy as np
from terralex.core.outputs.polygons import polygonise
from terralex.core.progress import result_of
from terralex.core.results import NAMES
from terralex.tests.core.run_0_1 import rows

from .test_polygons import write


def test_codes_of_a_class_list_are_in_a_field_of_their_own(tmp_path):
    """Case 14: 11, 40 and 112 mean something to whoever wrote the list."""
    classes = write(tmp_path / "c.tif", np.array([[1, 2, 0]], np.uint8))
    job = polygonise(classes, tmp_path / "p.gpkg", ("building", "road"), min_area_px=0, codes={1: 11, 2: 112})
    result_of(job, lambda _: None)
    found = rows(tmp_path / "p.gpkg")
    assert {row["class_name"]: row["code"] for row in found if row["class_id"]} == {"building": 11, "road": 112}
    assert np.isnan(next(row["code"] for row in found if not row["class_id"]))
    assert set(found[0]) - {"fid", "shape"} == set(NAMES)
    assert {row["origin"] for row in found} == {"machine"} and [row["region"] for row in found] == [1, 2, 3]
    assert {row["reviewed"] for row in found} == {False} and {row["reviewed_at"] for row in found} == {None}
