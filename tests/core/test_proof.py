"""The proof that an environment computes."""

import json
import subprocess
import sys

from terralex.core import proof


def test_the_proof_knows_its_answer_by_plain_arithmetic():
    answer = proof.expected()
    assert (len(answer), len(answer[0])) == (5, 7)
    by_hand = sum(proof.PICTURE[i][j] * proof.KERNEL[i][j] for i in range(3) for j in range(3))
    assert answer[0][0] == by_hand


def test_torch_computes_and_what_is_missing_is_named():
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", proof.__file__, "torch", "nosuch"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    report = json.loads(done.stdout)
    assert report["cpu"]["ok"] and report["cpu"]["difference"] == 0.0
    assert report["failed"] == {"nosuch": "ModuleNotFoundError: No module named 'nosuch'"}
    assert report["gpu"]["ok"] == report["gpu"]["available"]
    assert "torch" in report["versions"] and len(done.stdout.splitlines()) == 1
