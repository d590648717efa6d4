"""DiffSegmenter in the plainest numpy, float64: as published, and with one pass for all words; slow.

Networks are not repeated: what their attention layers take in, their matrices and the texts come in as arrays.
"""

import numpy as np

from .reference import resize

LEVELS = {"paper": {1: 0.1, 2: 0.1, 4: 0.5, 8: 0.3}, "faseg": {1: 0.0, 2: 0.15, 4: 0.7, 8: 0.15}}


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def heads(x, count):
    return [x[:, i * x.shape[1] // count : (i + 1) * x.shape[1] // count] for i in range(count)]


def emphasised(embeds, empty, positions, weight):
    """A word's tokens moved away from the empty text (compel's ++ is 1.21)."""
    out = embeds.copy()
    for i in positions:
        out[i] = empty[i] + weight * (embeds[i] - empty[i])
    return out


def self_attention(layers, entries=None):
    """Mean over the finest self-attentions' heads, rows sum to 1; the strongest `entries` of each row, brought to 1."""
    most = max(len(layer["x"]) for layer in layers if layer["kind"] == "own")
    maps = []
    for layer in layers:
        if layer["kind"] == "own" and len(layer["x"]) == most:
            q, k = layer["x"] @ layer["q"].T, layer["x"] @ layer["k"].T
            for a, b in zip(heads(q, layer["heads"]), heads(k, layer["heads"])):
                maps.append(softmax(a @ b.T / np.sqrt(a.shape[1])))
    mean = np.mean(maps, axis=0)
    if entries is not None:
        for row in mean:
            row[np.argsort(-row)[entries:]] = 0
            row /= row.sum()
    return mean


def word_maps(layer, text, own, special, rule, halves):
    """Maps (n,) of several words whose tokens share a softmax; own: positions of each; heads averaged or agreeing."""
    q = layer["x"] @ layer["q"].T
    q = q.astype(np.float16).astype(np.float64) if halves else q  # kept so between runs
    k, v = text @ layer["k"].T, text @ layer["v"].T
    shares = [
        softmax(a @ b.T / np.sqrt(a.shape[1])) for a, b in zip(heads(q, layer["heads"]), heads(k, layer["heads"]))
    ]
    adds = [s @ b @ o.T for s, b, o in zip(shares, heads(v, layer["heads"]), heads(layer["out"], layer["heads"]))]
    agreement = np.maximum([(a * sum(adds)).sum(1) for a in adds], 0)
    agreement /= agreement.sum(0)
    found = []
    for positions in own:
        of_heads = []
        for s in shares:
            mean = np.mean([s[:, i] for i in positions], axis=0)
            if rule["strength"] == "absolute":
                mean = mean / (mean + s[:, list(special)].sum(1))
            of_heads.append(mean)
        weights = agreement if rule["weights"] == "agreement" else np.full_like(agreement, 1 / len(shares))
        found.append((weights * of_heads).sum(0))
    return found


def level_maps(layers, groups, rule, side, halves):
    """{factor: (words, N)}: layers of a level averaged, then brought to the grid of the self-attention."""
    by_level = {}
    for layer in layers:
        if layer["kind"] == "cross":
            maps = [m for text, own, special in groups for m in word_maps(layer, text, own, special, rule, halves)]
            n = int(np.sqrt(len(maps[0])))
            by_level.setdefault(side // n, []).append([m.reshape(n, n) for m in maps])
    grid = max(int(np.sqrt(len(layer["x"]))) for layer in layers if layer["kind"] == "own")
    return {
        factor: np.array([resize(m, grid, grid).ravel() for m in np.mean(maps, axis=0)])
        for factor, maps in by_level.items()
    }


def level_weights(maps, S, rule):
    if rule["weights"] != "agreement":
        fixed = {f: LEVELS[rule["weights"]][f] for f in maps}
        return {f: w / sum(fixed.values()) for f, w in fixed.items()}

    def alike(a, b):
        a, b = a - a.mean(), b - b.mean()
        return max(0.0, a @ b / np.linalg.norm(a) / np.linalg.norm(b))

    found = {f: np.mean([alike(m, S @ m) for m in of_level]) for f, of_level in maps.items()}
    return {f: w / sum(found.values()) for f, w in found.items()}


def ends(values, share, rule):
    """What becomes 0 and 1 of (words, n): quantiles of each word, or of all together."""
    if rule["strength"] == "absolute":
        return [np.quantile(values, (share, 1 - share))] * len(values)
    return [np.quantile(v, (share, 1 - share)) for v in values]


def brought(values, limits):
    return np.array([(v - low) / (high - low) for v, (low, high) in zip(values, limits)])


def mixed(maps, S, limits, weights, power):
    m = sum(weights[f] * brought(maps[f], limits[f]) for f in maps)
    for _ in range(power):
        m = np.array([S @ row for row in m])
    return m


def raster_scale(places, rule, share=0.01):
    """Over places (maps by level, self-attention, which cells count): limits by level, weights, limits at the end."""
    factors = places[0][0].keys()
    limits = {f: ends(np.concatenate([maps[f][:, on] for maps, _, on in places], 1), share, rule) for f in factors}
    weights = [level_weights(maps, S, rule) for maps, S, _ in places]
    weights = {f: np.mean([w[f] for w in weights]) for f in factors}
    found = [mixed(maps, S, limits, weights, rule["power"])[:, on] for maps, S, on in places]
    return limits, weights, ends(np.concatenate(found, 1), share, rule)


def one_pass(maps, S, scale, rule, size):
    """Scores (words, size, size) of a window on the raster's scale."""
    limits, weights, last = scale
    m = mixed(maps, S, limits, weights, rule["power"])
    n = int(np.sqrt(m.shape[1]))
    return np.array([resize(row.reshape(n, n), size, size) for row in brought(m, last)])


def published(maps, S, rule, size):
    """One word's score (size, size) of a picture: everything between its own smallest and largest value."""
    limits = {f: ends(maps[f], 0.0, rule) for f in maps}
    m = mixed(maps, S, limits, level_weights(maps, S, rule), rule["power"])
    n = int(np.sqrt(m.shape[1]))
    large = resize(m[0].reshape(n, n), size, size)
    return (large - large.min()) / (large.max() - large.min())
