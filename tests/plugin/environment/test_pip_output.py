"""pip's lines: progress for the bar, and no login in the log."""

from terralex.plugin.environment.pip_output import PipProgress, without_login


def test_pips_lines_become_progress():
    seen = PipProgress()
    assert seen.message == "Asking what is needed"
    assert seen.feed("Collecting torch==2.13.0")
    assert seen.feed("  Downloading https://x.org/torch-2.13.0%2Bcpu-cp311-cp311-linux.whl (191.8 MB)")
    assert seen.message == "Fetching torch (191.8 MB)"
    assert not seen.feed("Progress 50000000 of 191794682"), "numbers are not for the log"
    assert seen.current == 50_000_000
    seen.feed("  Using cached numpy-1.26.4-cp311-cp311-linux.whl (18 MB)")
    assert seen.fetched == 191_794_682 and seen.message == "Found in the cache: numpy (18 MB)"
    seen.feed("Installing collected packages: numpy, torch")
    assert (seen.unpacking, seen.packages, seen.fetched) == (True, 2, 209_794_682)


def test_logins_never_reach_a_log():
    told = without_login("Looking in indexes: https://ann:s3cret@mirror.org/simple")
    assert told == "Looking in indexes: https://…@mirror.org/simple"
