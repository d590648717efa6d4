"""Runs whose blocks are done by workers of a Dask scheduler."""

import json
import os
import signal
import sys
import time
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
from distributed import Client
from rasterio.transform import from_origin
from terralex.core.config import RunConfig
from terralex.core.errors import Cancelled, EngineError, InputError, ModelError
from terralex.core.jobs.cluster import crew
from terralex.core.jobs.gauge import peak_memory_mb
from terralex.core.jobs.segment import segment
from terralex.core.progress import CancelToken, Note, Progress, result_of
from terralex.core.vocabulary import parse_names


@pytest.fixture(autouse=True)
def one_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def far(yard, certificates):
    """`RunConfig.cluster` of the two workers."""
    return {"scheduler": yard.scheduler_address, **certificates}


def run(config, hear=lambda event: None, token=None):
    return result_of(segment(config, token or CancelToken()), hear)


def made(folder):
    """What a run made: the bytes of its rasters, and its polygons (a GeoPackage holds the time, too)."""
    meta, _, geometry, fields = pyogrio.raw.read(folder / "segments.gpkg")
    columns = {name: [str(value) for value in values] for name, values in zip(meta["fields"], fields)}
    return [(folder / name).read_bytes() for name in ("classes.tif", "confidence.tif")], list(geometry), columns


def is_match(event):
    return isinstance(event, Progress) and event.stage == "match"


@pytest.fixture
def alone(config):
    """What one machine makes of it; its bank is this test's coordinator's, too."""
    asked = config("alone")
    run(asked)
    return made(Path(asked.out))


def loaded(dask_worker):
    """Which networks a worker holds."""
    from terralex.core.jobs.cluster.worker import PLACE

    return (os.getpid(), id(PLACE.warm.loaded)) if PLACE.warm else None


def watch(yard):
    """A client beside the coordinator's, to look at the workers."""
    return Client(yard.scheduler_address, security=yard.security, set_as_default=False)


def test_two_workers_make_the_bytes_of_one_machine_though_one_is_killed_in_the_middle(
    yard, far, config, alone, monkeypatch
):
    sent, send = [], crew.Crew.send
    monkeypatch.setattr(
        crew.Crew,
        "send",
        lambda self, bank, keys, to, token: sent.extend((to, k) for k in keys) or send(self, bank, keys, to, token),
    )
    events, killed = [], []

    def hear(event):
        events.append(event)
        if is_match(event) and not killed:
            busy = [worker for worker, blocks in client.processing().items() if blocks]
            pids = client.run(os.getpid)
            killed.append(busy[0])
            os.kill(pids[busy[0]], signal.SIGKILL)

    with watch(yard) as client:
        asked = config("together", cluster=far)
        together, result = Path(asked.out), run(asked, hear)
        said = [event.message for event in events if isinstance(event, Note)]
        assert f"The worker {killed[0]} is gone; others do its blocks again." in said
        assert made(together) == alone
        assert len({to for to, _ in sent}) >= 2 and len(sent) == len(set(sent))  # to each, each entry once
        ledger = [json.loads(line) for line in (together / "ledger.jsonl").read_text().splitlines()]
        blocks = [tuple(line["block"]) for line in ledger if line["event"] == "block"]
        assert len(blocks) == len(set(blocks)) == 12  # none was written twice
        recipe = json.loads((together / "recipe.json").read_text())
        assert "cluster" not in recipe["request"] and yard.scheduler_address not in json.dumps(recipe)
        assert result.encoded_windows > 0

        client.wait_for_workers(2, timeout=60)
        run(config("second", cluster=far))  # both are warm after it, the one that was started again, too
        warm = client.run(loaded)
        sent.clear()
        run(config("third", cluster=far))
        assert client.run(loaded) == warm and None not in warm.values() and not sent


def test_a_run_is_cancelled_and_goes_on(yard, far, config, alone):
    token, began = CancelToken(), []

    def hear(event):
        if is_match(event):
            began.append(time.monotonic())
            token.cancel()

    with pytest.raises(Cancelled):
        run(config("run", cluster=far), hear, token)
    assert time.monotonic() - began[0] < 20
    notes = []
    run(config("run", cluster=far), lambda event: notes.append(str(event)))
    assert any("Resumed: " in note for note in notes)
    assert made(Path(config("run").out)) == alone


def test_a_block_that_kills_its_workers_is_given_up(yard, far, config, alone, monkeypatch):
    monkeypatch.setattr(yard.scheduler, "allowed_failures", 0)
    monkeypatch.setattr(crew.far, "finish", lambda text: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(ModelError, match="One block has ended 1 workers"):
        run(config("run", cluster=far))


def test_when_all_workers_are_gone_it_is_said_and_the_run_goes_on_with_others(
    bench_yard, near, config, alone, monkeypatch
):
    monkeypatch.setattr(crew, "PATIENCE_S", 1.0)
    left = []

    def hear(event):
        if is_match(event) and not left:
            left.append(bench_yard.scale(0))

    with pytest.raises(EngineError, match="No worker is left") as told:
        run(config("run", cluster=near), hear)
    assert "same folder" in told.value.hint
    bench_yard.scale(1)
    notes = []
    run(config("run", cluster=near), lambda event: notes.append(str(event)))
    assert any("Resumed: " in note for note in notes)
    assert made(Path(config("run").out)) == alone


def test_what_has_gone_with_its_worker_is_done_again(bench_yard, near, monkeypatch):
    monkeypatch.setattr(crew, "ASK_S", 0.5)
    with crew.Crew.at(near) as there:
        future, other = (there.client.submit(list, text, pure=False) for text in ("abc", "de"))
        assert (future.result(), other.result()) == (["a", "b", "c"], ["d", "e"])
        assert there.value(other) == ["d", "e"]
        bench_yard.scale(0)
        while bench_yard.scheduler.workers:
            time.sleep(0.01)
        assert crew.Hands(there, None)._taken(future, None, CancelToken()) is None
        assert there.value(other) is None


def test_a_scheduler_that_goes_is_told(bench_yard, near, config):
    gone = []

    def hear(event):
        if is_match(event) and not gone:
            gone.append(bench_yard.close())

    with pytest.raises(EngineError, match=r"is gone|No worker is left") as told:
        run(config("run", cluster=near), hear)
    assert "same folder" in told.value.hint


def test_a_worker_that_cannot_is_told_before_anything_is_computed_or_written(near, config, monkeypatch):
    events = []
    monkeypatch.setattr(sys.modules[segment.__module__], "versions", lambda: {"torch": "0.1"})
    with pytest.raises(ModelError, match=r"The worker tcp://127.0.0.1:\d+ .* has \w+"):
        run(config("run", cluster=near), events.append)
    assert not Path(config("run").out).exists()
    assert {event.stage for event in events if isinstance(event, Progress)} == {"check"}


def test_a_worker_without_encryption_is_refused_behind_any_scheduler(near, config, monkeypatch):
    monkeypatch.setattr(Client, "nthreads", lambda self: {"tcp://10.0.0.7:4000": 1})
    with pytest.raises(InputError, match=r"10.0.0.7:4000 is another machine, reached without encryption"):
        run(config("run", cluster=near))


@pytest.fixture
def county(tmp_path):
    """40,000 x 40,000 px of 0.3 m, of which only the first block is on the disk: 1,600 blocks."""
    path = tmp_path / "county.tif"
    profile = {
        "driver": "GTiff",
        "width": 40_000,
        "height": 40_000,
        "count": 3,
        "dtype": "uint8",
        "crs": "EPSG:32633",
        "transform": from_origin(500_000, 5_200_000, 0.3, 0.3),
        "tiled": True,
        "blockxsize": 512,
        "blockysize": 512,
        "SPARSE_OK": True,
    }
    rng = np.random.default_rng(1)
    with rasterio.open(path, "w", **profile) as raster:
        raster.write(rng.integers(1, 255, (3, 128, 128), np.uint8), window=((0, 128), (0, 128)))
    return path


def test_a_county_is_planned_without_being_held_in_memory(near, county, tiny_pack, tmp_path, monkeypatch):
    """1,600 blocks of 4.8 GB of pixels: never more than two a worker are handed out, and memory stays where it was."""
    handed, most, submit = [], [], Client.submit

    def counted(self, function, *given, **kind):
        future = submit(self, function, *given, **kind)
        if function is crew.far.finish:
            handed.append(future.key)
            most.append(sum(name.startswith("finish") for name in self.futures))
        return future

    monkeypatch.setattr(Client, "submit", counted)
    asked = RunConfig(
        str(county),
        str(tmp_path / "run"),
        tuple(parse_names("road")),
        str(tiny_pack),
        preset="draft",
        device="cpu",
        block_px=1024,
        overrides={"store_gb": 0},
        cluster=near,
    )
    token, before = CancelToken(), resident_mb()

    def hear(event):
        if is_match(event):
            token.cancel()

    with pytest.raises(Cancelled):
        run(asked, hear, token)
    assert max(most) <= crew.AHEAD and 1 <= len(handed) <= 2 * crew.AHEAD + 1
    assert peak_memory_mb() - before < 1000  # since the run began; the worker is in this process, too


def resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
