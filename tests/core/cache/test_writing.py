"""Entries written in the background: complete, in order, waited for, and their errors told."""

import threading
import time

import numpy as np
import pytest
from terralex.core.cache import writing
from terralex.core.cache.bank import Bank
from terralex.core.cache.writing import BankWriter
from terralex.core.errors import OutputError

ARRAYS = {"pictures": np.zeros((2, 3, 4, 4), np.uint8)}


class Gate(Bank):
    """A bank that writes when it is told to."""

    def __init__(self, root):
        super().__init__(root)
        self.open, self.begun = threading.Event(), []

    def put(self, made_by, arrays):
        self.begun.append(made_by["n"])
        assert self.open.wait(30)
        super().put(made_by, arrays)


def test_what_is_put_is_written_by_another_thread_in_order_and_there_at_the_end(tmp_path):
    bank = Gate(tmp_path)
    with BankWriter(bank) as writer:
        for n in range(2):
            writer.put({"n": n}, ARRAYS)
        assert bank.get({"n": 0}) is None and not list(writer.failures())  # neither waits
        bank.open.set()
    assert bank.begun == [0, 1] and all(bank.get({"n": n}) is not None for n in range(2))


def test_who_stops_in_the_middle_waits_for_what_is_being_written(tmp_path):
    bank = Gate(tmp_path)
    with pytest.raises(KeyboardInterrupt), BankWriter(bank) as writer:
        writer.put({"n": 0}, ARRAYS)
        threading.Timer(0.05, bank.open.set).start()
        raise KeyboardInterrupt
    assert bank.get({"n": 0}) is not None and not list(tmp_path.rglob(".new-*"))


def test_no_more_than_a_few_wait_in_memory(tmp_path):
    bank = Gate(tmp_path)
    with BankWriter(bank) as writer:
        for n in range(writing.MOST):
            writer.put({"n": n}, ARRAYS)
        threading.Timer(0.2, bank.open.set).start()
        began = time.monotonic()
        writer.put({"n": writing.MOST}, ARRAYS)
        assert time.monotonic() - began > 0.1 and bank.get({"n": 0}) is not None
    assert bank.get({"n": writing.MOST}) is not None


def test_errors_of_the_disk_are_told_once_and_others_raised(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("not a folder")
    with BankWriter(Bank(tmp_path / "file")) as writer:
        writer.put({"n": 0}, ARRAYS)
        (error,) = writer.failures(wait=True)
        assert isinstance(error, OutputError) and "cannot be written" in str(error)
        assert not list(writer.failures(wait=True))
        monkeypatch.setattr(Bank, "put", lambda *_: 1 / 0)
        writer.put({"n": 1}, ARRAYS)
        with pytest.raises(ZeroDivisionError):
            list(writer.failures(wait=True))
