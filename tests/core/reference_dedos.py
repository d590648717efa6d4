"""DEDOS once more, written down plainly in numpy: the ViT, what is put into it, the head and the losses."""

from math import erf

import numpy as np

gelu = np.vectorize(lambda x: x * (1 + erf(x / np.sqrt(2))) / 2)


def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


def norm(x, w, name, eps=1e-5):
    mean, var = x.mean(-1, keepdims=True), x.var(-1, keepdims=True)
    return (x - mean) / np.sqrt(var + eps) * w[f"{name}.weight"] + w[f"{name}.bias"]


def linear(x, w, name):
    return x @ w[f"{name}.weight"].T + w.get(f"{name}.bias", 0)


def unit(x, axis=-1):
    return x / np.linalg.norm(x, axis=axis, keepdims=True)


def inject(patches, tokens, p, site):
    """Patches (N, C) after what they find in tokens (100, 256); token 0 stands for nothing."""
    at_site = tokens @ p[f"injection.to_site.{site}.weight"].T
    shares = softmax(patches @ at_site.T / np.sqrt(patches.shape[1]))[:, 1:]
    found = shares @ linear(at_site[1:], p, "injection.value")
    return patches + p["injection.strength"] * linear(found + patches, p, "injection.mix")


def vit(picture, w, p, tokens, heads, patch):
    """Unit places (D, rows, cols) of a normalised picture (3, h, w): a ViT of three blocks, injected after each."""
    rows, cols = picture.shape[1] // patch, picture.shape[2] // patch
    kernel = w["conv1.weight"].reshape(len(w["conv1.weight"]), -1)
    cut = picture.reshape(3, rows, patch, cols, patch).transpose(1, 3, 0, 2, 4).reshape(rows * cols, -1)
    x = np.concatenate([w["class_embedding"][None], cut @ kernel.T]) + w["positional_embedding"]
    x = norm(x, w, "ln_pre")
    for number in range(3):
        name = f"transformer.resblocks.{number}"
        y = norm(x, w, f"{name}.ln_1")
        q, k, v = np.split(y @ w[f"{name}.attn.in_proj_weight"].T + w[f"{name}.attn.in_proj_bias"], 3, 1)
        if number < 2:
            parts = [m.reshape(len(x), heads, -1).transpose(1, 0, 2) for m in (q, k, v)]
            shares = softmax(parts[0] @ parts[1].transpose(0, 2, 1) / np.sqrt(parts[0].shape[2]))
            v = (shares @ parts[2]).transpose(1, 0, 2).reshape(len(x), -1)
        x = x + linear(v, w, f"{name}.attn.out_proj")
        x = x + linear(gelu(linear(norm(x, w, f"{name}.ln_2"), w, f"{name}.mlp.c_fc")), w, f"{name}.mlp.c_proj")
        x = np.concatenate([x[:1], inject(x[1:], tokens, p, number)])
    places = norm(x[1:], w, "ln_post") @ w["proj"]
    return unit(places).T.reshape(-1, rows, cols)


def interface(texts, tokens, p):
    """Unit texts (W, D) after linear attention of 8 heads to the tokens."""
    shape = (-1, 8, 16)

    def features(x):
        return np.where(x > 0, x, np.exp(np.minimum(x, 0)) - 1) + 1

    q = features((texts @ p["interface.query.weight"].T).reshape(shape))
    k = features((tokens @ p["interface.key.weight"].T).reshape(shape))
    v = (tokens @ p["interface.value.weight"].T).reshape(shape)
    found = np.zeros_like(q)
    for i in range(len(texts)):
        for head in range(8):
            shares = k[:, head] @ q[i, head]
            found[i, head] = shares @ v[:, head] / shares.sum()
    said = linear(found.reshape(len(texts), -1), p, "interface.out")
    return unit(texts + p["interface.strength"] * said)


def refine(cosines, p):
    """A class's map (h, w) after the head."""
    h, w = cosines.shape
    x = p["head.lift.weight"][:, 0, 0, 0, None, None] * cosines + p["head.lift.bias"][:, None, None]
    for number in range(2):
        padded = np.pad(x, ((0, 0), (1, 1), (1, 1)))
        kernel = p[f"head.around.{number}.weight"][:, 0]
        y = sum(kernel[:, i, j, None, None] * padded[:, i : i + h, j : j + w] for i in range(3) for j in range(3))
        y = y + p[f"head.around.{number}.bias"][:, None, None]
        y = np.einsum("oc,chw->ohw", p[f"head.across.{number}.weight"][:, :, 0, 0], y)
        x = gelu(y + p[f"head.across.{number}.bias"][:, None, None])
    return cosines + np.einsum("c,chw->hw", p["head.lower.weight"][0, :, 0, 0], x) + p["head.lower.bias"][0]


def losses(logits, labels):
    """Cross-entropy and dice of logits (B, C, h, w) and labels (B, h, w), pixel by pixel."""
    shares, entropy, overlap, sizes = softmax(logits, 1), [], {}, {}
    for b, row, col in np.argwhere(labels >= 0):
        truth = labels[b, row, col]
        entropy.append(-np.log(shares[b, truth, row, col]))
        for c in range(logits.shape[1]):
            overlap[c] = overlap.get(c, 0) + shares[b, c, row, col] * (c == truth)
            sizes[c] = sizes.get(c, 0) + shares[b, c, row, col] + (c == truth)
    there = sorted(set(labels[labels >= 0].tolist()))
    return np.mean(entropy), np.mean([1 - 2 * overlap[c] / sizes[c] for c in there])


def agreement(clear, denoised, before, keys):
    """Smooth L1 of the likeness of places (D, h, w) as tokens (T, D) tell it, to that of the frozen network."""
    total = []
    for row in range(clear.shape[1]):
        for col in range(clear.shape[2]):
            target = unit(before[0][:, row, col]) @ unit(before[1][:, row, col])
            apart = abs(unit(keys @ clear[:, row, col]) @ unit(keys @ denoised[:, row, col]) - target)
            total.append(apart**2 / 2 if apart < 1 else apart - 0.5)
    return np.mean(total)
