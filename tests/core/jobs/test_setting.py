"""What a job works with is found once, and networks stay when only their number of threads differs."""

import pytest
from terralex.core.config import RunConfig
from terralex.core.errors import InputError
from terralex.core.jobs.setting import Setting, Warm
from terralex.core.vocabulary import parse_names


def setting(tiny_pack, warm, **more):
    given = {"preset": "draft", "device": "cpu", **more}
    return Setting.of(RunConfig("", "", tuple(parse_names("road, water")), str(tiny_pack), **given), warm)


def test_threads_are_no_reason_to_load_networks_again(tiny_pack):
    warm = Warm()
    one = setting(tiny_pack, warm, threads=1).networks
    generator = one.generator
    two = setting(tiny_pack, warm, threads=2).networks
    assert two is one and two.threads == 2 and two.generator is generator
    assert setting(tiny_pack, warm, threads=1).networks.threads == 1
    other = setting(tiny_pack, warm, overrides={"extractors": "unet"}).networks
    assert other is not one


def test_options_of_a_labelled_set_stand_between_the_packs_and_the_users(tiny_pack):
    config = RunConfig("", "", (), str(tiny_pack), device="cpu", overrides={"stride": 16})
    found = Setting.of(config, Warm(), {"stride": 32, "pictures": 3})
    assert (found.options.stride, found.options.pictures) == (16, 3)


def test_what_cannot_be_used_is_refused_before_anything_is_loaded(tiny_pack):
    with pytest.raises(InputError, match="no method “magic”"):
        setting(tiny_pack, Warm(), method="magic")
    with pytest.raises(InputError, match="spaceship"):
        config = RunConfig("", "", tuple(parse_names("spaceship")), str(tiny_pack), device="cpu")
        Setting.of(config, Warm()).classes()
