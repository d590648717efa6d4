"""The rules of the plugin site that a built zip has to keep, checked without a network.

Source: qgis/QGIS-Plugins-Website, qgis-app/plugins/validator.py, as far as it needs no request; the last two are ours.
"""

from __future__ import annotations

import configparser
import re
import sys
import zipfile
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
NAME = "terralex"
LIMIT = 25_000_000  # bytes
REQUIRED = (
    "name",
    "description",
    "version",
    "qgisMinimumVersion",
    "author",
    "email",
    "about",
    "tracker",
    "repository",
    "homepage",
)
FORBIDDEN = re.compile(r"(\.pyc$|(^|/)(__pycache__|\.git|__MACOSX)(/|$)|\.\.|\\|^[A-Za-z]:|^/)")
NEEDED = (
    "__init__.py",
    "metadata.txt",
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    "requirements.txt",
    "constraints.txt",
    "resources/engine/constraints.txt",
)
LONGEST = 400  # lines of a Python file (docs/design.md)


def problems(path: Path, project: Path = ROOT) -> list[str]:
    """What is wrong with a zip, one sentence each; empty when it can be uploaded.

    Args:
        path: The built zip.
        project: The checkout it was built from, whose pyproject.toml has to name the same version.
    """
    found = []
    if path.stat().st_size > LIMIT:
        found.append(f"{path.name} has {path.stat().st_size} bytes; {LIMIT} are allowed.")
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        tops = sorted({PurePosixPath(name).parts[0] for name in names})
        if tops != [NAME]:
            return [*found, f"The zip has the top folders {', '.join(tops)}; it must have {NAME} only."]
        found += [f"{name} may not be in the zip." for name in names if FORBIDDEN.search(name)]
        missing = [name for name in NEEDED if f"{NAME}/{name}" not in names]
        found += [f"{name} is missing." for name in missing]
        for name in names:
            if name.endswith(".py") and (lines := archive.read(name).count(b"\n")) > LONGEST:
                found.append(f"{name} has {lines} lines; {LONGEST} are the most that is read in one sitting.")
        if not missing:
            metadata = archive.read(f"{NAME}/metadata.txt").decode("utf-8")
            changelog = archive.read(f"{NAME}/CHANGELOG.md").decode("utf-8")
            found += _metadata_problems(metadata, names)
            found += _version_problems(metadata, changelog, project)
    return found


def general(metadata: str) -> dict[str, str]:
    """The section of metadata.txt, read with interpolation as the site does; keys keep their case.

    Raises:
        configparser.Error: no such section, or a bare percent sign.
    """
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(metadata)
    return dict(parser.items("general"))


def _metadata_problems(metadata: str, names: list[str]) -> list[str]:
    try:
        values = general(metadata)
    except configparser.Error as error:
        return [f"metadata.txt cannot be parsed: {error}"]
    found = [f"metadata.txt has no {key}." for key in REQUIRED if not values.get(key, "").strip()]
    if "/" in values.get("author", ""):
        found.append("The author in metadata.txt contains a slash.")
    for key in ("homepage", "tracker", "repository"):
        if not values.get(key, "").startswith("https://"):
            found.append(f"{key} in metadata.txt is no https address.")
    if values.get("icon") and f"{NAME}/{values['icon']}" not in names:
        found.append(f"The icon {values['icon']} is not in the zip.")
    return found


def _version_problems(metadata: str, changelog: str, project: Path) -> list[str]:
    in_metadata = re.search(r"^version=(.*)$", metadata, re.MULTILINE)
    in_changelog = re.search(r"^## ([^\s]+)", changelog, re.MULTILINE)
    in_project = re.search(r'^version = "(.*)"$', (project / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    versions = [match.group(1).strip() if match else "none" for match in (in_metadata, in_changelog, in_project)]
    found = []
    if not re.fullmatch(r"\d+(\.\d+){1,2}", versions[0]):
        found.append(f"The version {versions[0]} is not strictly numeric.")
    if len(set(versions)) != 1:
        found.append("The versions differ: metadata.txt {}, CHANGELOG.md {}, pyproject.toml {}.".format(*versions))
    return found


if __name__ == "__main__":
    sentences = problems(Path(sys.argv[1]))
    print("\n".join(sentences) or "   no finding")
    sys.exit(1 if sentences else 0)
