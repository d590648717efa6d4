"""OVDiff in the plainest numpy, float64, from the paper's equations; slow, and short enough to check by eye.

Networks are not repeated here: what they give (attention probabilities, features) comes in as arrays.
"""

from itertools import combinations

import numpy as np
from scipy.linalg import eigh
from scipy.ndimage import label
from skimage.filters import threshold_multiotsu
from sklearn.cluster import KMeans


def resample(n_in, n_out, cubic=False):
    """Matrix (n_out, n_in) that resizes a line: half-pixel centres, ends repeated; cubic convolution has a = -0.75."""
    a = -0.75

    def kernel(t):
        t = abs(t)
        if not cubic:
            return max(0.0, 1 - t)
        if t <= 1:
            return (a + 2) * t**3 - (a + 3) * t**2 + 1
        return a * t**3 - 5 * a * t**2 + 8 * a * t - 4 * a if t < 2 else 0.0

    matrix = np.zeros((n_out, n_in))
    for i in range(n_out):
        centre = (i + 0.5) * n_in / n_out - 0.5
        if not cubic:
            centre = max(centre, 0.0)
        for j in range(int(np.floor(centre)) - 1, int(np.floor(centre)) + 3):
            matrix[i, min(max(j, 0), n_in - 1)] += kernel(centre - j)
    return matrix


def resize(image, rows, cols, cubic=False):
    return resample(image.shape[0], rows, cubic) @ image @ resample(image.shape[1], cols, cubic).T


def unit(image):
    return (image - image.min()) / (image.max() - image.min())


def attribution(stored, tokens, side, picture_side):
    """DAAM: every layer's, step's and head's map by itself is resized and clamped, then all are averaged.

    stored: list over layers and steps of (heads, positions, all tokens) probabilities of one picture.
    """
    maps = []
    for probabilities in stored:
        n = int(np.sqrt(probabilities.shape[1]))
        for head in probabilities.astype(np.float64):
            for token in tokens:
                maps.append(np.maximum(resize(head[:, token].reshape(n, n), side, side, cubic=True), 0))
    return unit(resize(unit(np.mean(maps, axis=0)), picture_side, picture_side))


def regions(maps):
    """Foreground and background by multi-Otsu, jointly over the maps of a word: two lists of masks."""
    low, high = threshold_multiotsu(np.stack(maps), classes=3)
    return [a > high for a in maps], [a < low for a in maps]


def prototypes(features, masks, parts, levels=("class", "instance", "part")):
    """Class, instance and part prototypes of one side; features: list of (D, h, w), masks at picture size: (P, D)."""
    cells = []
    for f, m in zip(features, masks):
        on = resize(m.astype(np.float64), *f.shape[1:]) > 1e-6
        cells.append([f[:, r, c] for r in range(f.shape[1]) for c in range(f.shape[2]) if on[r, c]])
    cells = [np.array(c) for c in cells if c]
    points = np.concatenate(cells)
    instances = [c.mean(0) for c in cells]
    k = min(parts, len(np.unique(points, axis=0)))
    centres = KMeans(k, n_init=1, random_state=0, algorithm="lloyd").fit(points).cluster_centers_
    made = {"class": [points.mean(0)], "instance": instances, "part": centres}
    return np.array([row for level in levels for row in made[level]])


def cosine(a, b):
    """(n, D), (m, D) -> (n, m)."""
    return np.array([[x @ y / np.linalg.norm(x) / np.linalg.norm(y) for y in b] for x in a])


def stuff_filter(background, stuff, limit):
    return background[cosine(background, stuff).max(1) <= limit]


def scores(features, foreground, background, reference, weights, size, over=np.max, texts=None, share=0.0):
    """Scores of one window: (1 + C, size, size), channel 0 the background; size may be (rows, columns).

    features: {extractor: (D, h, w)}; foreground: per class, per word {extractor: (P, D)}; background: {extractor:
    (P, D)} of all things together; reference: {extractor: (n, D)} that centres and scales best cosines, or None.
    All vectors are centred already. texts: like foreground, of extractors that are aligned with texts, one row each;
    `share` of a word's score is its text's; texts have one centre and one spread for all words.
    """
    shape = (size, size) if isinstance(size, int) else size

    def usual(name, rows):
        known = over(cosine(reference[name], rows), axis=1)
        return known.mean(), max(known.std(), 1e-3)

    def usual_text(name):
        return np.mean([usual(name, word[name]) for words in texts for word in words], axis=0)

    def one(groups, spoken=False):
        out, total = np.zeros(shape), sum(weights[name] for name in groups)
        for name in groups:
            f = features[name]
            D, h, w = f.shape
            best = over(cosine(f.reshape(D, -1).T, groups[name]), axis=1)
            if reference is not None:
                centre, spread = usual_text(name) if spoken else usual(name, groups[name])
                best = (best - centre) / spread
            out += weights[name] / total * resize(best.reshape(h, w), *shape)
        return out

    def word(k, i):
        drawn = one(foreground[k][i]) * (1 - share) if share < 1 else 0.0
        return drawn + share * one(texts[k][i], True) if share else drawn

    classes = [np.max([word(k, i) for i in range(len(words))], axis=0) for k, words in enumerate(foreground)]
    return np.array([one(background), *classes])


def normalised_cut(keys, tau):
    """TokenCut: the eigenvector of (D - A) v = l D v with the second smallest l, solved densely."""
    D, h, w = keys.shape
    near = np.where(cosine(keys.reshape(D, -1).T, keys.reshape(D, -1).T) > tau, 1.0, 1e-5)
    degree = np.diag(near.sum(1))
    return eigh(degree - near, degree)[1][:, 1].reshape(h, w)


def cuts(keys, tau, most):
    """TokenCut (one cut) and MaskCut (several; a side with three corners is the background): masks (h, w)."""
    D, h, w = keys.shape
    near = np.where(cosine(keys.reshape(D, -1).T, keys.reshape(D, -1).T) > tau, 1.0, 1e-5)
    taken, found = np.zeros(h * w, bool), []
    for _ in range(most):
        near[taken], near[:, taken] = 1e-5, 1e-5
        if len(np.unique(near[~taken][:, ~taken])) < 2:  # everything that is left is like everything else
            break
        degree = np.diag(near.sum(1))
        v = eigh(degree - near, degree)[1][:, 1]
        side = v > v.mean()
        if not side[np.abs(v).argmax()]:
            side, v = ~side, -v
        if most > 1 and sum(side.reshape(h, w)[r, c] for r in (0, -1) for c in (0, -1)) >= 3:
            side, v = ~side, -v
        parts = label(side.reshape(h, w))[0].ravel()
        mask = parts == parts[max(np.flatnonzero(side), key=lambda i: v[i])]
        if found and (mask.mean() <= 0.01 or (mask & taken).sum() > 0.5 * (mask | taken).sum()):
            break
        found.append(mask.reshape(h, w))
        taken |= mask
    return found


def prompted(attribution, proposals):
    """Eq. 1 with the code's details: best and worst mask by mean attribution, overlaps to the better one."""
    masks = [m for m in proposals if m.any()]
    covered = np.any(masks, axis=0)
    masks = [*masks, ~covered] if not covered.all() else masks
    means = [attribution[m].astype(np.float64).mean() for m in masks]
    owner = np.zeros(attribution.shape, int)
    for p in np.ndindex(attribution.shape):
        owner[p] = max((r for r in range(len(masks)) if masks[r][p]), key=lambda r: means[r])
    owners = sorted(set(owner.ravel().tolist()), key=lambda r: means[r])
    worst = owners[0]
    fg, bg = owner == int(np.argmax(means)), np.zeros(attribution.shape, bool)
    low = (owner == worst) & (attribution < 0.2) & (len(owners) > 1)
    for r, c in np.argwhere(low):
        around = [(r, c), (r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)]
        bg[r, c] = all(low[y, x] for y, x in around if 0 <= y < low.shape[0] and 0 <= x < low.shape[1])
    return fg, bg


def pamr(scores, picture, iterations, dilations=(1, 2, 4, 8, 12, 24)):
    """Pixel-adaptive refinement, one pixel after the other; edges are repeated."""
    C, H, W = scores.shape
    x = picture.astype(np.float64) / 255
    eight = [(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1) if (a, b) != (0, 0)]
    weights = {}
    for r, c in np.ndindex(H, W):
        places = [(min(max(r + d * a, 0), H - 1), min(max(c + d * b, 0), W - 1)) for d in dilations for a, b in eight]
        near = np.array([x[:, y, z] for y, z in places])
        with_itself = np.concatenate([near, np.repeat(x[None, :, r, c], len(dilations), 0)])
        logits = (-np.abs(near - x[:, r, c]) / (1e-8 + 0.1 * with_itself.std(0, ddof=1))).mean(1)
        e = np.exp(logits - logits.max())
        weights[r, c] = places, e / e.sum()
    out = scores.astype(np.float64)
    for _ in range(iterations):
        out = np.array([[w @ [out[k, y, z] for y, z in places] for places, w in weights.values()] for k in range(C)])
        out = out.reshape(C, H, W)
    return out


def passes(cosines):
    """CLIP prefilter: classes whose softmax over raw cosines is at least 1 / |C|."""
    shares = np.exp(cosines) / np.exp(cosines).sum()
    return {i for i, p in enumerate(shares) if p >= 1 / len(cosines)}


def best_subset(image, texts, survivors):
    """The combination of survivors whose text, a unit vector found in `texts` by its sorted members, fits best."""
    every = [s for n in range(1, len(survivors) + 1) for s in combinations(sorted(survivors), n)]
    return set(max(every, key=lambda s: texts[s] @ image))


def raster_mean(h, w, windows, blend):
    """Raster mode: scores of windows (row, col, size, (1 + C, size, size)), weighted by a Hann window or uniformly."""
    total, weight = 0.0, np.zeros((h, w))
    for row, col, size, one in windows:
        line = np.sin(np.pi * (np.arange(size) + 0.5) / size) ** 2 if blend == "hann" else np.ones(size)
        larger, there = np.zeros((len(one), h + size, w + size)), np.zeros((h + size, w + size))
        larger[:, row : row + size, col : col + size] = one * np.outer(line, line)
        there[row : row + size, col : col + size] = np.outer(line, line)
        total, weight = total + larger[:, :h, :w], weight + there[:h, :w]
    return total / weight


def decided(scores, temperature, background=True, threshold=0.0):
    """Class ids and confidence (softmax) from scores (1 + C, h, w)."""
    first = 0 if background else 1
    e = np.exp((scores[first:] - scores[first:].max(0)) / temperature)
    share = e / e.sum(0)
    ids, confidence = share.argmax(0) + first, share.max(0)
    return np.where(confidence < (0 if background else threshold), 0, ids), confidence


def paper_mean(h, w, crops):
    """Paper mode: scores of crops (row, col, (1 + C, rows, cols)) are summed and divided by each pixel's count."""
    total, count = 0.0, np.zeros((h, w))
    for row, col, one in crops:
        larger = np.zeros((len(one), h, w))
        larger[:, row : row + one.shape[1], col : col + one.shape[2]] = one
        total, count[row : row + one.shape[1], col : col + one.shape[2]] = (
            total + larger,
            count[row : row + one.shape[1], col : col + one.shape[2]] + 1,
        )
    return total / count
