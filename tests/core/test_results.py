"""The format of results: fields, which files count, and the list of classes as it was edited."""

import json
from pathlib import Path

import pytest
from terralex.core.errors import InputError
from terralex.core.recipe import read_recipe
from terralex.core.results import (
    ATTRIBUTES,
    CLASS_TABLE,
    NAMES,
    ClassTable,
    current_files,
    is_edited,
    missing_attributes,
    newest,
    next_edit,
    read_history,
    read_table,
    utc_now,
    write_table,
)
from terralex.core.vocabulary import ClassSpec, parse_names

from .run_0_1 import FIXTURE, copy, rows

ROOT = Path(__file__).resolve().parents[2]


def test_a_run_of_0_1_has_the_eight_fields_and_lacks_the_others():
    there = set(rows(FIXTURE / "run" / "segments.gpkg")[0]) - {"fid", "shape"}
    assert there == {a.name for a in ATTRIBUTES if a.since == 0} and len(there) == 8
    assert [a.name for a in missing_attributes(there)] == [
        "notes",
        "reviewer",
        "reviewed_at",
        "was",
        "origin",
        "region",
        "code",
    ]
    assert "format" not in read_recipe(FIXTURE / "run")


def test_the_contract_lists_every_field_and_who_writes_it():
    (section,) = (ROOT / "docs" / "contracts.md").read_text("utf-8").split("\n## Results\n")[1:]
    table = [line.split("|")[1:4] for line in section.split("\n## ")[0].splitlines() if line.startswith("| `")]
    listed = [(name.strip(" `"), kind.strip(), by.strip().split()[0]) for name, kind, by in table]
    assert listed == [(a.name, a.kind, a.by) for a in ATTRIBUTES] and len(listed) == len(NAMES)


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        (["segments.gpkg"], "segments.gpkg"),
        ([], "segments.gpkg"),
        (["segments.gpkg", "segments_edit1.gpkg"], "segments_edit1.gpkg"),
        (["segments.gpkg", "segments_edit2.gpkg", "segments_edit10.gpkg"], "segments_edit10.gpkg"),
        (
            ["segments.gpkg", "segments_edit1.gpkg-wal", "segments_edited.gpkg", "my segments_edit3.gpkg"],
            "segments.gpkg",
        ),
    ],
)
def test_the_newest_edit_is_what_counts(tmp_path, files, wanted):
    for name in files:
        (tmp_path / name).touch()
    assert newest(tmp_path, "segments.gpkg").name == wanted
    assert current_files(tmp_path)["segments"] == tmp_path / wanted


def test_an_edit_comes_after_all_that_are_there(tmp_path):
    assert next_edit(tmp_path / "classes.tif").name == "classes_edit1.tif"
    (tmp_path / "classes_edit3.tif").touch()
    for name in ("classes.tif", "classes_edit1.tif", "classes_edit3.tif"):
        assert next_edit(tmp_path / name).name == "classes_edit4.tif"
    assert next_edit(tmp_path / "classes_edit7.tif").name == "classes_edit8.tif"


def test_an_edited_run_is_told_from_one_as_it_was_made(tmp_path):
    run, _ = copy(tmp_path / "a")
    assert not is_edited(run) or (run / "segments.gpkg").stat().st_mtime > (run / "recipe.json").stat().st_mtime + 2
    write_table(run, read_table(run).added(ClassSpec("tree")), "tree was added")
    assert is_edited(run)


def test_classes_are_added_renamed_merged_and_removed_and_ids_stay(tmp_path):
    run, _ = copy(tmp_path / "a")
    table = read_table(run)
    assert table.names() == {0: "background", 1: "building", 2: "road", 3: "water"}
    table = table.added(ClassSpec("tree")).changed(2, name="street", colour="#010203").without(3, into=1)
    assert table.names() == {0: "background", 1: "building", 2: "street", 4: "tree"}
    table = table.without(1).added(ClassSpec("water"))
    assert table.names() == {0: "background", 2: "street", 4: "tree", 5: "water"}
    assert table.moved() == {1: 0, 3: 0} and table.value_of("Street") == 2 and table.value_of("building") is None
    assert [spec.name for spec in table.raster_specs()] == [
        "building (removed 1)",
        "street",
        "water (removed 3)",
        "tree",
        "water",
    ]
    assert ClassTable.from_list(json.loads(json.dumps(table.to_list()))) == table


@pytest.mark.parametrize("name", ["road", "Road ", "background", ""])
def test_a_name_that_is_taken_is_refused(name):
    table = ClassTable.of_specs(parse_names("building, road"))
    with pytest.raises(InputError):
        table.added(ClassSpec(name))
    if name:
        with pytest.raises(InputError):
            table.changed(1, name=name)


def test_every_list_of_classes_stays_in_the_file(tmp_path):
    run, _ = copy(tmp_path / "a")
    first = read_table(run)
    write_table(run, first.added(ClassSpec("tree")), "tree was added")
    write_table(run, read_table(run).without(1), "building was removed")
    assert [step["what"] for step in read_history(run)] == ["", "tree was added", "building was removed"]
    assert ClassTable.from_list(read_history(run)[0]["classes"]) == first
    assert sorted(p.name for p in run.glob("class_table*")) == [CLASS_TABLE]


def test_a_list_that_cannot_be_read_is_told_and_never_taken_for_absent(tmp_path):
    run, _ = copy(tmp_path / "a")
    (run / CLASS_TABLE).write_text("{")
    with pytest.raises(InputError, match=CLASS_TABLE):
        read_table(run)


def test_times_are_in_utc():
    assert utc_now().endswith("Z") and len(utc_now()) == 20
