"""What the pages name is there: files and folders, and the headings that the code points at."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "training").glob("*.md"))]
CODE = [path for folder in ("core", "plugin", "scripts") for path in sorted((ROOT / folder).rglob("*.py"))]
PLACE = re.compile(r"(?<![\w./-])(?:core|plugin|scripts|tests)/(?:[\w./-]*\w/?)?")
POINTER = re.compile(r"docs/(\w+\.md), ([A-Z][\w’' ]+)")


def gone(text):
    """Paths of the project that a text names and that are not there."""
    return sorted({place for place in PLACE.findall(text) if not (ROOT / place).exists()})


def test_a_path_that_is_gone_is_found():
    assert gone("`core/tiling.py`, tests/nowhere/ and core/, plugin/dock.py.") == ["core/tiling.py", "tests/nowhere/"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_path_that_a_page_names_exists(page):
    assert gone(page.read_text("utf-8")) == []


def test_every_heading_that_the_code_points_at_exists():
    pointers = {pair for path in CODE for pair in POINTER.findall(path.read_text("utf-8"))}
    assert ("contracts.md", "Equality") in pointers
    pages = (ROOT / "docs").glob("*.md")
    headings = {page.name: re.findall("^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE) for page in pages}
    assert [pair for pair in sorted(pointers) if pair[1] not in headings[pair[0]]] == []
