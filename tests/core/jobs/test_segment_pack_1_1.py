"""What the embedded pack 1.1 made goes on with the pack of today: read, asked, resumed, carried over, exported."""

import pytest
import rasterio
import shapely
from terralex.core.config import RunConfig
from terralex.core.errors import ModelError, OutputError
from terralex.core.jobs.explain import explain
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.outputs.export import export_labels
from terralex.core.packs import find_pack
from terralex.core.progress import CancelToken, result_of
from terralex.core.recipe import pack_of, read_recipe
from terralex.core.vocabulary import parse_names
from terralex.tests.core import run_0_1, run_pack_1_1

NAMES = "river: water, tree, road"


@pytest.fixture(scope="module")
def warm():
    return Warm()


@pytest.fixture
def old(tmp_path):
    """The run and its raster."""
    return run_pack_1_1.copy(tmp_path / "old")


def config(image, out, **more):
    """A run of today on the same raster; texts alone, so that nothing has to be drawn."""
    overrides = {"store_gb": 0, "text_prototypes": "instead"}
    classes = tuple(parse_names(NAMES))
    return RunConfig(str(image), str(out), classes, preset="draft", device="cpu", overrides=overrides, **more)


def test_the_pack_of_today_is_another(old):
    name, version = pack_of(read_recipe(old[0]))
    assert (name, version) == ("starter", "1.1.0")
    assert find_pack("starter").manifest["version"] != version


def test_why_here_names_both_versions_and_offers_a_run_that_keeps_corrections(old, warm):
    here = find_pack("starter").manifest["version"]
    with rasterio.open(old[1]) as raster:
        x, y = raster.xy(90, 90)
    with pytest.raises(ModelError, match=f"by version 1.1.0 of the pack “starter”, and version {here} is") as caught:
        result_of(explain(str(old[0]), x, y, CancelToken(), warm=warm))
    assert "Run it again" in caught.value.hint and "keep your corrections" in caught.value.hint


def test_an_unfinished_one_is_not_mixed_with_the_pack_of_today(old, warm):
    here = find_pack("starter").manifest["version"]
    run_pack_1_1.unfinish(old[0])
    with pytest.raises(OutputError, match=f"begun with version 1.1.0 of “starter”; version {here} is here"):
        result_of(segment(config(old[1], old[0]), CancelToken(), warm))


def test_its_corrections_stay_in_a_run_of_today(old, warm, tmp_path):
    run_0_1.change(
        old[0], f"update segments set class_id = 2, class_name = 'tree', reviewed = 1 where fid = {run_pack_1_1.RIVER}"
    )
    before = next(row for row in run_0_1.rows(old[0] / "segments.gpkg") if row["fid"] == run_pack_1_1.RIVER)
    result = result_of(segment(config(old[1], tmp_path / "new", keep=str(old[0])), CancelToken(), warm))
    kept = [row for row in run_0_1.rows(result.segments) if row["reviewed"]]
    assert [row["class_name"] for row in kept] == ["tree"]
    overlap = shapely.area(shapely.intersection(kept[0]["shape"], before["shape"]))
    assert overlap == pytest.approx(shapely.area(before["shape"]), rel=0.01)
    assert pack_of(read_recipe(tmp_path / "new"))[1] == find_pack("starter").manifest["version"]


def test_it_is_exported_as_it_is(old, tmp_path):
    export_labels(old[0] / "segments.gpkg", "segments", tmp_path / "map.shp", "shapefile")
    rows = run_0_1.rows(tmp_path / "map.shp")
    assert len(rows) == 4 and {row["class_name"] for row in rows} == {"river", "road"}
