"""Field names of a Shapefile: short, different, and readable in every script."""

import pytest
from terralex.core.outputs.field_names import LETTERS, plain, short_names


def test_field_names_are_short_and_different():
    names = [
        "second_class",
        "second_classes",
        "SECOND_CLS",
        "ławka długa",
        "ławka długo",
        "樹",
        "confidence",
        "a b",
        "",
    ]
    short = short_names(names)
    assert list(short) == names
    assert len({name.lower() for name in short.values()}) == len(names)
    assert all(1 <= len(name.encode()) <= 10 for name in short.values())
    assert short["confidence"] == "confidence" and short["SECOND_CLS"] == "SECOND_CLS"
    assert short["ławka długa"] == "lawka_dlug" and short["ławka długo"] == "lawka_dl_2"
    assert short["樹"] == "樹" and short["a b"] == "a_b" and short[""] == "field"


@pytest.mark.parametrize(
    "name, right",
    [
        ("площадь", "ploshchad"),
        ("Щука", "Shchuka"),
        ("Ёлка", "Elka"),
        ("їжак", "yizhak"),
        ("έκταση", "ektasi"),
        ("Straße", "Strasse"),
        ("þorn", "thorn"),
        ("地类（名称）", "地类_名称_"),
        ("면적", "면적"),
        ("वन क्षेत्र", "वन_क्षेत्र"),
        ("a.b-c%", "a_b_c_"),
    ],
)
def test_letters_become_plain_where_an_alphabet_has_them_and_stay_elsewhere(name, right):
    assert plain(name) == right


def test_names_that_are_alike_in_their_first_letters_stay_different():
    short = short_names(["地类名称", "地类编码", "地类名字", "площадь участка", "площадь участков"])
    assert list(short.values()) == ["地类名", "地类编", "地类_2", "ploshchad_", "ploshcha_2"]


def test_every_letter_of_the_tables_becomes_ascii():
    assert all(value.isascii() for value in LETTERS.values()) and len(LETTERS) > 90
