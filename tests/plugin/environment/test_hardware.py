"""Which build of torch suits card and driver, and why a card is not used."""

import re

import pytest
from terralex.plugin.environment import hardware
from terralex.plugin.environment.hardware import Graphics, choose_build, parse_graphics, why_cpu

CARD = "NVIDIA GeForce RTX 4070, 580.65.06, 8.9, 12282\n"


@pytest.mark.parametrize(
    ("table", "build", "told"),
    [
        ("", "cpu", "No NVIDIA graphics driver"),
        (CARD, "cu130", "RTX 4070"),
        ("Quadro P2000, 580.65.06, 6.1, 5120\n", "cu126", "newer card or driver"),
        ("NVIDIA GeForce RTX 4070, 550.10, 8.9, 12282\n", "cu126", "newer card or driver"),
        ("NVIDIA GeForce RTX 4070, 470.10, 8.9, 12282\n", "cpu", "470.10 is too old"),
        ("Tesla K80, 580.10, 3.7, 11441\n", "cpu", "too old for torch"),
        ("Quadro P2000, 531.10, [N/A], [N/A]\n", "cu126", "newer card or driver"),
        ("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n", "cpu", "No NVIDIA"),
    ],
)
def test_the_build_of_torch_follows_from_card_and_driver(table, build, told):
    choice = choose_build(parse_graphics(table), "Linux", "x86_64")
    assert choice.build == build and told in choice.reason


def test_a_card_changes_nothing_where_cuda_is_not_offered():
    card = parse_graphics(CARD)
    assert choose_build(card, "Darwin", "arm64").build == "cpu"
    assert choose_build(card, "Linux", "aarch64").build == "cpu"


@pytest.mark.parametrize(
    ("gpu", "cards", "told"),
    [
        ({"ok": True}, CARD, ""),
        ({"build": "", "available": False}, CARD, "CPU build: set up again with the CUDA build"),
        ({"build": "13.0", "available": False, "error": "driver too old"}, CARD, r"its driver 580.65.06 \(driver"),
        ({"build": "13.0", "available": True, "error": "no kernel image"}, CARD, "A kernel on NVIDIA .* failed"),
        ({"build": "", "available": False}, "", "No NVIDIA graphics driver"),
    ],
)
def test_the_reason_for_the_cpu_is_told(gpu, cards, told):
    assert re.search(told, why_cpu(gpu, parse_graphics(cards), "Linux"))
    assert bool(told) == bool(why_cpu(gpu, parse_graphics(cards), "Linux"))


def test_without_the_drivers_program_there_are_no_cards(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hardware.find_graphics() == ()
    program = tmp_path / "nvidia-smi"
    program.write_text(f"#!/bin/sh\necho '{CARD.strip()}'\n")
    program.chmod(0o755)
    assert hardware.find_graphics() == (Graphics("NVIDIA GeForce RTX 4070", "580.65.06", (8, 9), 12282),)
