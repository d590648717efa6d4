"""Masks from an unsupervised segmenter, and attribution's choice among them."""

import numpy as np
import pytest
from PIL import Image
from terralex.core.errors import InputError
from terralex.core.prototypes.masks import prompted_regions
from terralex.core.prototypes.segmenters import cut_masks, foreground, second_vector

RANDOM = np.random.default_rng(4)


def keys_of(labels, noise=0.2):
    """Keys (D, h, w) that differ by label; a little noise keeps the cut from being arbitrary."""
    directions = np.eye(6)[:, : labels.max() + 1]
    return directions[:, labels] + noise * RANDOM.normal(size=(6, *labels.shape))


def iou(a, b):
    return (a & b).sum() / (a | b).sum()


@pytest.fixture(scope="module")
def scene():
    labels = np.zeros((16, 16), int)
    labels[3:9, 4:9], labels[10:14, 9:14] = 1, 2
    return labels


def test_a_cut_finds_the_object_and_a_second_cut_the_next_one(scene):
    found = cut_masks(keys_of(scene), 0.15, 3)
    best = [max(iou(mask, scene == label) for mask in found) for label in (1, 2)]
    assert min(best) > 0.9 and len(found) <= 3


def test_one_cut_gives_one_mask(scene):
    assert cut_masks(keys_of(np.minimum(scene, 1)), 0.2, 1).shape == (1, 16, 16)


def test_the_second_vector_is_that_of_the_generalised_problem_solved_densely(scene, reference):
    keys = keys_of(scene)
    vector, wanted = second_vector(affinity(keys)), reference.normalised_cut(keys, 0.2)
    cosine = abs(vector @ wanted.ravel()) / np.linalg.norm(vector) / np.linalg.norm(wanted)
    assert cosine > 1 - 1e-9


def affinity(keys):
    tokens = keys.reshape(len(keys), -1)
    tokens = tokens / np.linalg.norm(tokens, axis=0)
    return np.where(tokens.T @ tokens > 0.2, 1.0, 1e-5)


def test_the_sign_of_an_eigenvector_decides_nothing(scene):
    vector = second_vector(affinity(keys_of(scene))).reshape(16, 16)
    for corners in (False, True):
        assert np.array_equal(foreground(vector, corners), foreground(-vector, corners))


def test_a_side_with_three_corners_is_the_background_where_corners_count():
    vector = np.full((8, 8), -1.0)
    vector[2:5, 2:5] = 0.9  # the frame is further from the cut than the object
    vector[0, 0] = -3
    assert foreground(vector, corners=True)[3, 3] and not foreground(vector, corners=False)[3, 3]


def test_tokens_that_are_all_alike_and_pictures_of_three_tokens_end_in_no_error():
    assert cut_masks(np.ones((3, 4, 4)), 0.2, 3).shape == (0, 4, 4)  # nothing to cut, and no arbitrary cut
    assert cut_masks(RANDOM.normal(size=(3, 1, 3)), 0.2, 1).shape == (0, 1, 3)


def test_attribution_chooses_the_highest_and_the_lowest_mask(reference):
    attribution = np.full((12, 12), 0.1, np.float32)
    attribution[:6, :6] = 0.9
    proposals = np.zeros((2, 12, 12), bool)
    proposals[0, 1:6, 1:6], proposals[1, 8:, 1:6] = True, True
    attribution[8:, 1:6] = 0.4
    fg, bg = prompted_regions(attribution, proposals)
    assert np.array_equal(fg, proposals[0]) and bg.any() and not (bg & proposals.any(0)).any()
    wanted = reference.prompted(attribution, proposals)
    assert np.array_equal(fg, wanted[0]) and np.array_equal(bg, wanted[1])


def test_the_choice_agrees_with_the_reference_on_random_masks_that_overlap(reference):
    empty = 0
    for seed in range(30):
        rng = np.random.default_rng(seed)
        attribution = rng.random((4, 4)).repeat(4, 0).repeat(4, 1).astype(np.float32) ** 2
        proposals = rng.random((3, 4, 4)).repeat(4, 1).repeat(4, 2) > 0.6
        got, wanted = prompted_regions(attribution, proposals), reference.prompted(attribution, proposals)
        assert np.array_equal(got[0], wanted[0]) and np.array_equal(got[1], wanted[1])
        empty += not got[1].any()
    assert empty < 25  # most have something to compare


def test_without_a_proposal_fixed_thresholds_decide():
    attribution = np.float32([[0.1, 0.3], [0.51, 0.19]])
    fg, bg = prompted_regions(attribution, np.zeros((0, 2, 2), bool))
    assert fg.tolist() == [[False, False], [True, False]] and bg.tolist() == [[True, False], [False, True]]


def test_a_proposal_that_fills_the_picture_leaves_no_background():
    fg, bg = prompted_regions(np.full((5, 5), 0.1, np.float32), np.ones((1, 5, 5), bool))
    assert fg.all() and not bg.any()


@pytest.mark.parametrize("segmenter", ["tokencut", "maskcut"])
def test_a_run_with_cuts_differs_from_one_without_and_is_found_again(prepared, segmenter):
    plain = prepared("building, road")
    cut = prepared("building, road", segmenter=segmenter, segmenter_extractor="unet")
    assert cut.state.found == ("building", "road")  # the same pictures
    assert cut.state.facts["segmenter"]["keys_of"] == "unet" and "segmenter" not in plain.state.facts
    window = RANDOM.integers(0, 256, (1, 3, 64, 64), np.uint8)
    features = plain.method.encode(window)
    one, two = (run.method.score(features, run.state, 64) for run in (plain, cut))
    assert not np.array_equal(one, two)
    again = prepared("building, road", segmenter=segmenter, segmenter_extractor="unet")
    assert np.array_equal(two, again.method.score(features, again.state, 64))


@pytest.fixture
def painted(tmp_path):
    """Masks over the first picture of “road”: two regions; nothing for other pictures."""
    folder = tmp_path / "masks"
    (folder / "road").mkdir(parents=True)
    values = np.zeros((32, 32), np.uint8)
    values[:12, :12], values[20:, 20:] = 1, 7
    Image.fromarray(values).save(folder / "road" / "000.png")
    return folder


def test_masks_of_a_folder_are_proposals_by_value(prepared, painted):
    run = prepared("road", segmenter="folder", masks_folder=str(painted))
    masks = run.method.imagination.segmenter("road", 0, np.zeros((3, 32, 32), np.uint8))
    assert masks.shape == (2, 32, 32) and masks[0].sum() == masks[1].sum() == 144
    assert len(run.method.imagination.segmenter("road", 1, np.zeros((3, 32, 32), np.uint8))) == 0
    Image.new("L", (32, 32), 3).save(painted / "road" / "001.png")
    other = prepared("road", segmenter="folder", masks_folder=str(painted))
    assert other.state.facts != run.state.facts  # painted again: learned again


def test_masks_that_cannot_be_used_are_told_in_words(prepared, painted, tmp_path):
    with pytest.raises(InputError, match="no folder of masks"):
        prepared("road", segmenter="folder", masks_folder=str(tmp_path / "none"))
    Image.new("L", (30, 32), 3).save(painted / "road" / "002.png")
    with pytest.raises(InputError, match=r"road/002\.png has 30 x 32 px, its picture 32 x 32"):
        prepared("road", segmenter="folder", masks_folder=str(painted))
    (painted / "road" / "002.png").write_text("no picture")
    with pytest.raises(InputError, match=r"002\.png cannot be read"):
        prepared("road", segmenter="folder", masks_folder=str(painted))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"segmenter": "cutler"}, "otsu or tokencut"),
        ({"segmenter": "tokencut", "regions": "whole"}, "uses none"),
        ({"segmenter": "folder"}, "belong together"),
        ({"masks_folder": "here"}, "belong together"),
        ({"segmenter": "tokencut", "segmenter_extractor": "dino"}, "clip, unet"),
    ],
)
def test_segmenters_that_do_not_exist_or_contradict_are_refused(prepared, wrong, words):
    with pytest.raises(InputError, match=words):
        prepared("road", **wrong)


def test_the_background_is_the_lowest_mask_that_owns_a_pixel_and_keeps_the_pictures_rim():
    attribution = np.full((8, 8), 0.1, np.float32)
    attribution[2:6, 2:6] = 0.9
    better, worse = np.zeros((2, 8, 8), bool)
    better[2:6, 1:7] = True  # covers all of the other, whose mean is lower
    worse[2:6, 1], worse[2:6, 6] = True, True
    fg, bg = prompted_regions(attribution, np.array([better, worse]))
    assert np.array_equal(fg, better)
    assert bg[0].all() and bg[7].all() and not bg[1, 1:7].any()  # what nobody covers, less its rim towards the mask
