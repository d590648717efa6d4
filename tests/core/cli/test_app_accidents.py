"""A few accidents of each kind, by scripts/accidents; what is right, and all of them: docs/measurements.md."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "accidents.py"


@pytest.mark.skipif(sys.platform != "linux", reason="kills by Linux's timers, disks by its file systems")
def test_after_a_few_accidents_of_each_kind_the_same_command_comes_to_the_same_end():
    counts = ["--kills", "6", "--disks", "2", "--writes", "3", "--memory", "1", "--inputs", "5"]
    stages = ["--stages", "begin,match,write,polygons,publish,labels"]  # the quick ones
    command = [sys.executable, "-W", "ignore", str(SCRIPT), "--seed", "2", "--quiet", *counts, *stages]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    rows = re.findall(r"\| ([^|]+) \| (\d+) \| (\d+) \| (\d+) \|", done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(rows) >= 4 and all(tried == right and wrong == "0" for _, tried, right, wrong in rows)
