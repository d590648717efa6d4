"""What is to be installed, how much it is, and what is told before anything is written."""

import re

import pytest
from terralex.plugin.environment import failures, place, plan
from terralex.plugin.environment.network import proxy_variables
from terralex.plugin.environment.place import Record
from terralex.plugin.environment.plan import PLUGIN, Packages, Plan, in_words


def pins(path):
    lines = [line.split("#")[0].split(";")[0].strip() for line in path.read_text().splitlines()]
    pairs = [line.split("==") for line in lines if "==" in line]
    found = {}
    for name, version in pairs:
        found.setdefault(name.lower().replace("_", "-"), set()).add(version)
    return found


def test_every_package_that_the_engine_imports_is_pinned_and_as_it_is_tested():
    engine, tested = pins(Packages().versions), pins(PLUGIN / "constraints.txt")
    stated = [line.split("#")[0].strip() for line in (PLUGIN / "requirements.txt").read_text().splitlines()]
    names = {re.split(r"[<>=]", line)[0].strip().lower().replace("_", "-") for line in stated if line}
    assert names <= set(engine), "requirements.txt names a package that resources/engine/constraints.txt does not pin"
    of_qgis = {"numpy", "scipy", "matplotlib", "pillow", "pyproj", "pyqt5", "pyqt5-sip"}  # QGIS decides these
    for name in (set(engine) & set(tested)) - of_qgis:
        assert tested[name] <= engine[name], f"{name} is tested in another version than it is installed in"
    assert "terralex" not in engine and "pytest" not in engine


def test_the_lists_hash_forgets_comments_and_order_and_nothing_else(tmp_path):
    names, versions = tmp_path / "names", tmp_path / "versions"
    names.write_text("torch\n")
    versions.write_text("torch==1\nnumpy==2\n")
    before = Packages(names, versions).hash
    versions.write_text("# why\nnumpy==2  # because\n\ntorch==1\n")
    assert Packages(names, versions).hash == before
    versions.write_text("torch==1\nnumpy==2.1\n")
    assert Packages(names, versions).hash != before


def test_too_little_room_is_told_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "free", lambda _folder: 1_200_000_000)
    with pytest.raises(failures.SetUpError, match=r"1\.2 GB are free, about 2\.8 GB are needed") as caught:
        Plan(tmp_path / "engine", ()).check()
    assert caught.value.kind == "disk_small" and not (tmp_path / "engine").exists()


def test_sizes_shrink_by_what_is_there(tmp_path):
    fresh = Plan(tmp_path / "engine", ())
    assert fresh.bytes_to_fetch() == plan.SIZES["cpu"][0]
    fresh.place.write(Record("old", "cpu", done=place.STEPS))
    fresh.place.cache.mkdir()
    (fresh.place.cache / "torch").write_bytes(b"x" * 5_000_000)
    unfinished = fresh.bytes_to_fetch()
    assert unfinished == plan.SIZES["cpu"][0] - 5_000_000
    fresh.place.python.parent.mkdir(parents=True)
    fresh.place.python.touch()
    assert fresh.bytes_to_fetch() == plan.SIZES["cpu"][0] // plan.REFRESH_SHARE, "made from another list"
    assert Plan(fresh.root, (), "cu130").bytes_to_fetch() > 10**9, "another build"
    assert (in_words(1_820_000_000), in_words(410_000_000)) == ("1.8 GB", "410 MB")


def test_the_usual_index_has_the_large_build_for_linux_alone(tmp_path, monkeypatch):
    for system, build in (("Linux", "cu130"), ("Windows", "cpu"), ("Darwin", "cpu")):
        monkeypatch.setattr(plan.platform, "system", lambda system=system: system)
        assert Plan(tmp_path / "engine", (), plan.USUAL).bytes_to_fetch() == plan.SIZES[build][0]


def test_a_socks_proxy_is_told_before_pip_stumbles_over_it(tmp_path):
    variables = proxy_variables("socks5", "proxy", 1080)
    with pytest.raises(failures.SetUpError) as caught:
        Plan(tmp_path / "engine", (), variables=variables).check()
    assert caught.value.kind == "proxy_kind"
