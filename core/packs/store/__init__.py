"""How packs get onto this machine and leave it.

`fetch` brings a whole pack from its sources (`plan`: which files; `hub`: what their repository says; `download`:
one file; `http`: requests; `network`: proxies and certificates; `meter`: how far it is), `imports` from a folder or a
zip. `rules` says what a manifest may ask for, `pins` what the first fetch found. `blobs` keeps files by their sha256,
shared between packs; `installed` puts packs together, checks and removes them.
"""
