"""Accidents of every kind, by a fixed seed: kills, full disks, failing writes, little memory, damaged inputs.

What is right: no traceback and no library's own words; nothing half-published, no process and no temporary file left;
and then the same command, undisturbed, comes to its end with rasters that are byte by byte those of a run that nothing
disturbed, and leaves its outputs and nothing else. A damaged input is refused in sentences, or read as what is left.
"""

from __future__ import annotations

import argparse
import errno
import itertools
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import accident_inputs
from accident_stage import ROOT, Ended, Plan, load, run, small_disk

COUNTS = {"kills": 50, "disks": 20, "writes": 10, "memory": 10, "inputs": 30}
TITLES = {
    "kills": "kills, at random moments of all stages",
    "disks": "disks of random sizes, for results or for the cache",
    "writes": "failing writes",
    "memory": "limits of memory",
    "inputs": "damaged inputs",
}
OUTPUTS = {"recipe.json", "ledger.jsonl", "classes.tif", "classes.tif.aux.xml", "confidence.tif", "segments.gpkg"}
RASTERS = ("classes.tif", "confidence.tif")
STAGES = ("begin", "draw", "match", "write", "polygons", "publish", "labels", "loading")
CODES = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT)


@dataclass
class Case:
    """A command, what it makes when nothing disturbs it, and what it does to files on the way.

    Attributes:
        words: Of the command line, less what it writes.
        made: Folder of what it makes: a run's folder, or files beside each other.
        names: Of what it makes.
        done: What it did to files, in order.
        out: How the command is told what to write.
    """

    words: list[str]
    made: Path
    names: set[str]
    done: list[str] = field(default_factory=list)
    out: Sequence[str] = ("--out", "{place}/run")
    folder: str = "run"

    def command(self, place: Path) -> list[str]:
        """The words of a try at a place."""
        return [*self.words, *(word.format(place=place) for word in self.out)]

    def results(self, place: Path) -> Path:
        """Where a try at a place leaves its results."""
        return place / self.folder


@dataclass
class Tried:
    """One try. `wrong` says what was wrong with it; "" for nothing."""

    kind: str
    name: str
    wrong: str
    seconds: float


class Accidents:
    """All tries, in one folder of the temporary directory.

    Args:
        home: The folder.
        seed: Of everything that is random.
    """

    def __init__(self, home: Path, seed: int) -> None:
        self.home, self.cache, self._numbers = home, home / "cache", itertools.count()
        self.random, self.stages = random.Random(seed), STAGES
        self.image = accident_inputs.small_image(home / "image.tif")
        words = ["segment", str(self.image), "--classes", "building, water", "--preset", "draft", "--block", "64"]
        words += ["--device", "cpu", "--threads", "1", "--set", "pictures=2", "--set", "steps=2"]
        self.segment = self._case("cold", Case(words, home, OUTPUTS))
        self.warm = self._case("warm", Case(words, home, OUTPUTS))
        self.source = self._case("source", Case([*words, "--grid", "source"], home, OUTPUTS))
        run_now = self.warm.made
        gpkg, tif = str(run_now / "segments.gpkg"), str(run_now / "classes.tif")
        labels = {f"labels.{suffix}" for suffix in ("shp", "shx", "dbf", "prj", "cpg", "qml")} | {"labels_fields.csv"}
        self.labels = [
            self._case("export", Case(["export", gpkg], home, labels, [], ["{place}/made/labels.shp"], "made")),
            self._case(
                "burn",
                Case(["burn", gpkg, tif], home, {"b.tif", "b.tif.aux.xml"}, [], ["{place}/made/b.tif"], "made"),
            ),
            self._case("polygonise", Case(["polygonise", tif], home, {"p.gpkg"}, [], ["{place}/made/p.gpkg"], "made")),
        ]

    def _case(self, name: str, case: Case) -> Case:
        """The same case with what it made undisturbed."""
        place = self._place(name, case)
        ended = run(case.command(place), place, self.cache)
        case.made, case.done = case.results(place), ended.done
        found = {path.name for path in case.made.iterdir()} if case.made.is_dir() else set()
        if ended.code or found != case.names:
            raise SystemExit(f"{name} failed undisturbed ({ended.code}): {ended.said or sorted(found ^ case.names)}")
        return case

    def _place(self, name: str, case: Case) -> Path:
        place = self.home / f"{next(self._numbers):03}-{name}"
        place.mkdir()
        if case.folder != "run":
            (place / case.folder).mkdir()
        return place

    # What is right

    def judged(self, case: Case, place: Path, ended: Ended, cache: Path, accident: bool = True) -> str:
        """What is wrong after a try, the same command once more included; "" for nothing.

        Args:
            case: What was tried.
            place: Where.
            ended: How the disturbed command ended.
            cache: That it was given.
            accident: Whether it was disturbed at all: what was complete needs no second time.
        """
        if wrong := ended.foreign():
            return f"said “{wrong}”"
        if ended.orphans:
            return f"processes left: {ended.orphans}"
        if wrong := self._half_published(case, place):
            return wrong
        if ended.code != 0 or self._left(case, place):
            again = run(case.command(place), place, cache)
            complete = case.folder != "run" and "exists already" in again.said  # labels replace nothing, and are there
            if again.code and not complete:
                return f"the same command failed afterwards ({again.code}): {again.said[-300:]}"
            if wrong := again.foreign():
                return f"the same command said “{wrong}”"
        return self._left(case, place) or self._different(case, place) or self._rubbish(case, place, cache)

    def _half_published(self, case: Case, place: Path) -> str:
        """Whether an output stands under its name that is not the whole one."""
        for path in case.results(place).glob("*"):
            if path.suffix in (".tif", ".shp", ".dbf") and path.name in case.names and not self._same(case, path):
                return f"{path.name} stands there and is not whole"
        return ""

    def _left(self, case: Case, place: Path) -> str:
        folder = case.results(place)
        found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
        return f"results are {sorted(found ^ case.names)} too few or too many" if found != case.names else ""

    def _different(self, case: Case, place: Path) -> str:
        for name in case.names:
            if name.endswith((".tif", ".shp", ".dbf", ".gpkg")) and not self._same(case, case.results(place) / name):
                return f"{name} differs from that of an undisturbed run"
        return ""

    def _same(self, case: Case, path: Path) -> bool:
        if path.suffix == ".gpkg":
            return accident_inputs.polygons(path) == accident_inputs.polygons(case.made / path.name)
        if path.suffix == ".dbf":  # its first bytes are the date
            return path.read_bytes()[4:] == (case.made / path.name).read_bytes()[4:]
        return path.read_bytes() == (case.made / path.name).read_bytes()

    def _rubbish(self, case: Case, place: Path, cache: Path) -> str:
        """What was left outside of the results: temporary files, things in the making in the cache."""
        known = {case.folder, "tmp", "cache", "disk"}
        left = [path for path in place.iterdir() if path.name not in known]
        left += list((place / "tmp").iterdir())
        left += [path for path in cache.rglob("*") if path.name.startswith(".new-") or path.suffix == ".part"]
        return f"left behind: {left[0].relative_to(self.home)}" if left else ""

    # The kinds

    def kills(self, count: int) -> Iterator[Tried]:
        """Kills: at what is done to a file, or some milliseconds later, of every stage in turn."""
        for number in range(count):
            stage = self.stages[number % len(self.stages)]
            cold = stage in ("draw", "loading")
            case = self.random.choice(self.labels) if stage == "labels" else self.segment if cold else self.warm
            if stage in ("write", "polygons", "publish") and self.random.random() < 0.5:
                case = self.source
            place = self._place(f"kill-{stage}", case)
            cache = place / "cache" if cold else self.cache
            if stage == "loading":
                plan = Plan(at=1, delay_s=self.random.uniform(0.05, 6.0))
            else:
                at = self.random.choice(moments(case, stage))
                plan = Plan(at, self.random.choice((0.0, 0.0, self.random.uniform(0, 0.03))))
            start = time.monotonic()
            ended = run(case.command(place), place, cache, plan, fresh=stage == "loading")
            wrong = self.judged(case, place, ended, cache)
            name = f"{stage}, {plan.delay_s * 1000:.0f} ms after event {plan.at} of {len(case.done)}: {case.words[0]}"
            yield Tried("kills", name, wrong, time.monotonic() - start)

    def disks(self, count: int) -> Iterator[Tried]:
        """Disks that are too small for the results, or for the cache, or just large enough; then they grow."""
        whole = sum(path.stat().st_size for path in self.source.made.iterdir())
        for number in range(count):
            for_cache = number % 4 == 3
            size = int(self.random.uniform(4096, 200_000 if for_cache else 2 * whole + 500_000))
            case = self.segment if for_cache else self.random.choice((self.warm, self.source))
            place = self._place("disk", case)
            disk = place / ("cache" if for_cache else "run")
            start = time.monotonic()
            with small_disk(disk, size) as grow:
                cache = disk if for_cache else self.cache
                ended = run(case.command(place), place, cache)
                if not for_cache:
                    grow(100 << 20)
                wrong = self.judged(case, place, ended, cache)
                if for_cache and ended.code:
                    wrong = wrong or f"a full cache ended the run: {ended.said[-200:]}"
                elif ended.code and "full" not in ended.said and "No space left" not in ended.said:
                    wrong = wrong or f"not told that the disk is full: {ended.said[-200:]}"
            name = f"{size // 1000} kB for {'the cache' if for_cache else 'the results'}"
            yield Tried("disks", name, wrong, time.monotonic() - start)

    def writes(self, count: int) -> Iterator[Tried]:
        """Calls that fail with an error of the system, and files that may not grow beyond a size."""
        for number in range(count):
            case = self.random.choice((self.warm, self.source, *self.labels))
            place = self._place("write", case)
            if number % 2:
                most = self.random.randrange(1000, 60_000)
                plan, name = Plan(limits={resource.RLIMIT_FSIZE: most}), f"no file beyond {most:,} bytes"
            else:
                code = self.random.choice(CODES)
                # Not the announcement of a removal, which is no call that could fail.
                calls = [at for at, line in enumerate(case.done, start=1) if not line.startswith("shutil.rmtree")]
                plan = Plan(self.random.choice(calls), -1.0, code)
                name = f"{errno.errorcode[code]} at event {plan.at} of {len(case.done)}"
            start = time.monotonic()
            ended = run(case.command(place), place, self.cache, plan)
            wrong = self.judged(case, place, ended, self.cache)
            yield Tried("writes", f"{name}: {case.words[0]}", wrong, time.monotonic() - start)

    def memory(self, count: int) -> Iterator[Tried]:
        """Processes that may use little memory; they load everything themselves."""
        for _ in range(count):
            limit = int(self.random.uniform(0.2e9, 2.6e9))
            place = self._place("memory", self.warm)
            start = time.monotonic()
            plan = Plan(limits={resource.RLIMIT_AS: limit})
            ended = run(self.warm.command(place), place, self.cache, plan, fresh=True)
            wrong = self.judged(self.warm, place, ended, self.cache)
            if ended.code not in (0, 1):
                wrong = wrong or f"ended with {ended.code}"
            elif ended.code == 1 and "memory" not in ended.said:
                wrong = wrong or f"not told that it is memory: {ended.said[-200:]}"
            yield Tried("memory", f"{limit / 1e9:.2f} GB", wrong, time.monotonic() - start)

    def inputs(self, count: int) -> Iterator[Tried]:
        """Files that are damaged, or none; and what a run finds of its own, damaged."""
        for name, case in itertools.islice(itertools.cycle(accident_inputs.ALL.items()), count):
            place = self._place("input", self.warm)
            start = time.monotonic()
            words = case(accident_inputs.Given(place, self.image, self.warm.made, self.random))
            given = [*(words or self.warm.words), "--out", str(place / "run")]
            cache = place / "cache" if (place / "cache").exists() else self.cache
            ended = run(given, place, cache)
            if words is None:  # a run's own, damaged: it is made again
                wrong = self.judged(self.warm, place, ended, cache)
                wrong = wrong or ("" if ended.code == 0 else f"ended with {ended.code}: {ended.said[-200:]}")
            else:
                wrong = ended.foreign() and f"said “{ended.foreign()}”"
                if ended.code not in (0, 1):
                    wrong = wrong or f"ended with {ended.code} after {ended.seconds:.0f} s"
                elif ended.code == 1:
                    left = [p.name for p in (place / "run", *(place / "tmp").iterdir()) if p.exists()]
                    wrong = wrong or (f"left {left[0]}" if left else "" if ended.said else "said nothing")
            yield Tried(
                "inputs", f"{name}: {ended.said[-160:] if ended.code else 'read'}", wrong, time.monotonic() - start
            )


def moments(case: Case, stage: str) -> list[int]:
    """The how-manieth of what a case does to files belong to a stage, counted from 1."""
    found: dict[str, list[int]] = {name: [] for name in STAGES}
    now = "begin"
    for number, line in enumerate(case.done, start=1):
        if "/banks/" in line:
            now = "draw"
        elif "/blocks/" in line and now != "publish":
            now = "match"
        elif "/outputs/classes" in line and now == "match":
            now = "write"
        elif "segments.gpkg" in line and now == "write":
            now = "polygons"
        elif "recipe.json" in line and now == "polygons":
            now = "publish"
        found[now if case.folder == "run" else "labels"].append(number)
    return found[stage] or list(range(1, len(case.done) + 1))


def table(tries: Sequence[Tried]) -> str:
    """What was tried, as in the docs."""
    rows = ["| accident | tried | right | wrong | seconds each |", "|---|---|---|---|---|"]
    for kind, title in TITLES.items():
        mine = [one for one in tries if one.kind == kind]
        if mine:
            wrong = sum(bool(one.wrong) for one in mine)
            each = sum(one.seconds for one in mine) / len(mine)
            rows.append(f"| {title} | {len(mine)} | {len(mine) - wrong} | {wrong} | {each:.1f} |")
    return "\n".join(rows)


def main() -> int:
    """Try, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    for kind, count in COUNTS.items():
        parser.add_argument(f"--{kind}", type=int, default=count, metavar="N", help=f"{TITLES[kind]} ({count})")
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument(
        "--stages",
        default=",".join(STAGES),
        help="of the kills; those in which words are drawn or all is loaded take longest",
    )
    parser.add_argument("--keep", action="store_true", help="leave the folder of the tries")
    parser.add_argument("--quiet", action="store_true", help="tell only what is wrong, and the table")
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT / "scripts"))
    load()
    tries: list[Tried] = []
    with ExitStack() as stack:
        home = Path(tempfile.mkdtemp(prefix="terralex-accidents-"))
        if not given.keep:
            stack.callback(shutil.rmtree, home, ignore_errors=True)
        accidents = Accidents(home, given.seed)
        accidents.stages = tuple(given.stages.split(","))
        kinds: dict[str, Callable[[int], Iterator[Tried]]] = {kind: getattr(accidents, kind) for kind in COUNTS}
        for kind, tried in kinds.items():
            accidents.random.seed(f"{given.seed} {kind}")  # the same whichever kinds are tried before
            try:
                for one in tried(getattr(given, kind)):
                    tries.append(one)
                    if one.wrong or not given.quiet:
                        print(f"{'WRONG' if one.wrong else 'right'}  {one.seconds:5.1f} s  {one.name}", flush=True)
                    if one.wrong:
                        print(f"       {one.wrong}", flush=True)
            except OSError as error:
                if kind != "disks":
                    raise
                print(f"Disks are left out: a small file system cannot be mounted here ({error}).")
    print(table(tries))
    return 1 if any(one.wrong for one in tries) else 0


if __name__ == "__main__":
    sys.exit(main())
