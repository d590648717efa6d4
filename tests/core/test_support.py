"""What a person says of support sets: plain values and back, and what cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terralex.core.errors import InputError
from terralex.core.support import Choice, support_from, support_plain

NUMBERS = st.lists(st.integers(0, 40), max_size=4).map(tuple)
CHOICES = st.builds(
    Choice,
    words=st.lists(st.text(max_size=5), max_size=3, unique=True).map(tuple),
    rejected=st.dictionaries(st.text(max_size=5), NUMBERS, max_size=3),
    favoured=st.dictionaries(st.text(max_size=5), NUMBERS, max_size=3),
    more=st.integers(0, 256),
    chips=st.lists(st.sampled_from("abcdef").map(lambda c: c * 64), max_size=3, unique=True).map(tuple),
)


@given(st.dictionaries(st.text(max_size=5), CHOICES, max_size=3))
def test_what_is_chosen_survives_plain_values(support):
    plain = support_plain(support)
    assert support_plain(support_from(plain)) == plain
    assert set(plain) == {name for name, choice in support.items() if not choice.empty}


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {"road": None},
        {"road": {"colour": 1}},
        {"road": {"more": True}},
        {"road": {"more": 257}},
        {"road": {"rejected": [1]}},
        {"road": {"rejected": {"road": [-1]}}},
        {"road": {"rejected": {"road": ["1"]}}},
        {"road": {"favoured": {"road": 1}}},
        {"road": {"words": "street"}},
        {"road": {"chips": ["A" * 64]}},
        {"road": {"chips": ["../../../../etc/passwd"]}},
        {"road": {"chips": [f"{n:064x}" for n in range(257)]}},
    ],
)
def test_what_cannot_be_understood_is_refused(plain):
    with pytest.raises(InputError, match="cannot be understood"):
        support_from(plain)


def test_a_picture_has_one_state():
    choice = Choice().with_state("road", 3, "rejected").with_state("road", 1, "rejected")
    assert choice.rejected == {"road": (1, 3)} and choice.state_of("road", 3) == "rejected"
    choice = choice.with_state("road", 3, "favoured")
    assert (choice.rejected, choice.favoured) == ({"road": (1,)}, {"road": (3,)})
    assert choice.with_state("road", 1, "used").with_state("road", 3, "used").empty
