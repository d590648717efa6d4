"""The command line as people and scripts meet it."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import rasterio
from terralex.core.cli.app import read_classes, with_default_folder
from terralex.core.cli.arguments import parse_nodata
from terralex.core.config import RunConfig
from terralex.core.errors import InputError
from terralex.core.vocabulary import ClassSpec
from terralex.tests.core import run_0_1

ROOT = Path(__file__).resolve().parents[3]
REGISTER = (
    "import importlib.util, sys\n"
    f"root = {str(ROOT)!r}\n"
    "spec = importlib.util.spec_from_file_location("
    "'terralex', root + '/__init__.py', submodule_search_locations=[root])\n"
    "m = importlib.util.module_from_spec(spec); sys.modules['terralex'] = m; spec.loader.exec_module(m)\n"
    "from terralex.core.cli import main\n"
    "sys.argv = ['terralex', *sys.argv[1:]]; main()\n"
)


def terralex(*arguments, timeout=180):
    return subprocess.run(
        [sys.executable, "-c", REGISTER, *map(str, arguments)], capture_output=True, text=True, timeout=timeout
    )


def test_nodata_is_read_as_numbers_or_none():
    assert parse_nodata("") == {} and parse_nodata("0; 255") == {"nodata": [[0.0, 0.0], [255.0, 255.0]]}
    assert parse_nodata("none") == {"file_nodata": False, "collar": False}
    with pytest.raises(InputError, match="is no number"):
        parse_nodata("black")


def test_segment_writes_the_run_and_prints_one_json_object(tmp_path, tiny_pack, small_raster):
    done = terralex(
        "segment",
        small_raster,
        "--classes",
        "road, water",
        "--out",
        tmp_path / "run",
        "--pack",
        tiny_pack,
        "--preset",
        "draft",
        "--device",
        "cpu",
        "--json",
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    with rasterio.open(result["classes"]) as classes:
        assert classes.count == 1
    again = terralex("segment", small_raster, "--classes", "road", "--out", tmp_path / "run", "--pack", tiny_pack)
    assert again.returncode == 1 and "run" in again.stderr and "Traceback" not in again.stderr


def test_ctrl_c_stops_cleanly_with_130(tmp_path, tiny_pack, small_raster):
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            REGISTER,
            "segment",
            str(small_raster),
            "--classes",
            "road, water",
            "--out",
            str(tmp_path / "run"),
            "--pack",
            str(tiny_pack),
            "--device",
            "cpu",
            "--set",
            "pictures=200",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "run" / "recipe.json").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130 and "Stopped" in err and "Traceback" not in err
    assert not (tmp_path / "run" / "classes.tif").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--classes", ""), ("no class",)),
        (("--classes", "road, road"), ("listed twice", "road")),
        (("--classes", "raod"), ("does not know", "raod", "road")),
        (("--classes", "road", "--set", "picture=3"), ("no option", "pictures")),
        (("--classes", "road", "--preset", "fast"), ("not a preset", "draft")),
        (("--classes", "road", "--area", "none.gpkg"), ("none.gpkg", "cannot be read")),
        (("--classes", "road", "--bands", "a"), ("band",)),
        (("--classes", "road", "--method", "magic"), ("no method", "ovdiff")),
    ],
)
def test_mistakes_are_one_sentence_with_a_next_step(tmp_path, tiny_pack, small_raster, arguments, words):
    done = terralex("segment", small_raster, "--pack", tiny_pack, "--out", tmp_path / "run", *arguments)
    assert done.returncode == 1
    assert all(word in done.stderr for word in words), done.stderr
    assert "Traceback" not in done.stderr and not (tmp_path / "run").exists()


def test_names_too_long_for_a_file_are_still_names():
    with pytest.raises(InputError, match="500 characters"):
        read_classes("x" * 500)


def test_a_report_that_could_not_be_written_is_told_before_the_work(tmp_path, tiny_pack):
    (tmp_path / "letter").touch()
    for out, words in ((tmp_path, "is a folder"), (tmp_path / "letter" / "report.json", "cannot be a folder")):
        done = terralex("evaluate", tmp_path / "none", "--out", out, "--pack", tiny_pack)
        assert done.returncode == 1 and words in done.stderr and "Traceback" not in done.stderr


def test_options_of_a_preset_that_does_not_exist_are_refused(tiny_pack):
    done = terralex("options", "--pack", tiny_pack, "--preset", "fast")
    assert done.returncode == 1 and "draft, balanced, best" in done.stderr


def test_without_a_folder_the_same_command_goes_on_where_it_stopped_also_on_another_day(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = RunConfig("a.tif", "", (ClassSpec("road"),))
    new = Path(with_default_folder(config).out)
    stopped = new.with_name(new.name.replace(new.name[:10], "2001-01-01"))
    stopped.mkdir(parents=True)
    (stopped / "ledger.jsonl").write_text('{"event": "start"}\n')
    assert Path(with_default_folder(config).out) == stopped
    (stopped / "ledger.jsonl").write_text('{"event": "start"}\n{"event": "finished"}\n')
    assert Path(with_default_folder(config).out) == new
    assert Path(with_default_folder(replace(config, seed=1)).out) != new


def test_classes_lists_what_a_pack_knows_and_checks_names(tiny_pack):
    listed = terralex("classes", "--pack", tiny_pack)
    assert listed.returncode == 0 and "road" in listed.stdout
    wrong = terralex("classes", "road, xyzzy", "--pack", tiny_pack, "--json")
    assert wrong.returncode == 1 and "xyzzy" in wrong.stdout


def test_packs_lists_the_packs(tiny_pack):
    done = terralex("packs", tiny_pack, "--json")
    assert done.returncode == 0 and json.loads(done.stdout)[0]["words"]
    assert terralex("packs", "verify", tiny_pack).returncode == 0


def test_help_is_a_page_for_people():
    done = terralex("segment", "--help")
    assert done.returncode == 0 and "--classes" in done.stdout


def test_segment_keeps_the_corrections_of_an_earlier_run(tmp_path, tiny_pack):
    earlier, image = run_0_1.copy(tmp_path / "earlier")
    run_0_1.change(earlier, "update segments set reviewed = 1 where fid in (3, 9)")
    where = ("--out", tmp_path / "run", "--pack", tiny_pack, "--preset", "draft", "--device", "cpu")
    done = terralex("segment", image, "--classes", "water", *where, "--keep", earlier, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["polygons"]["kept"] == 1
    assert "this run has no class “building”" in " ".join(json.loads(done.stdout)["warnings"])
