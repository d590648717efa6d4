"""Which words the training pictures can honestly teach, and what each picture says about each word.

Every word has one of three states per picture: present (1), absent (0), unknown (-1). Only UC Merced's yes/no objects
and scene names and EuroSAT's class names are used; no pixel is labelled anywhere.
"""

from __future__ import annotations

import numpy as np

FINE, COARSE = 0, 1  # index of the pack's resolution: 0.3 m and 10 m
MIN_PICTURES = 60  # a word with fewer pictures is refused

OBJECTS = {  # UC Merced's 17 objects, complete yes/no lists (chaparral: 14 pictures, refused)
    "buildings": "building",
    "cars": "car",
    "trees": "tree",
    "grass": "grass",
    "bare-soil": "bare soil",
    "pavement": "pavement",
    "sand": "sand",
    "water": "water",
    "court": "court",
    "field": "cropland",
    "ship": "ship",
    "mobile-home": "mobile home",
    "airplane": "airplane",
    "sea": "sea",
    "dock": "dock",
    "tanks": "storage tank",
}
SCENES = {  # UC Merced scene -> words it adds
    "agricultural": ["cropland"],
    "baseballdiamond": ["baseball diamond"],
    "beach": ["beach"],
    "harbor": ["harbor"],
    "intersection": ["road", "intersection"],
    "mediumresidential": ["road", "residential"],
    "mobilehomepark": ["road", "residential"],
    "overpass": ["road", "overpass"],
    "parkinglot": ["parking lot"],
    "river": ["river"],
    "runway": ["runway"],
    "sparseresidential": ["road", "residential"],
}
SCENE_WORDS = [
    "road",
    "residential",
    "intersection",
    "overpass",
    "parking lot",
    "river",
    "runway",
    "beach",
    "harbor",
    "baseball diamond",
]
ROAD_UNKNOWN = {"buildings", "storagetanks", "tenniscourt", "baseballdiamond"}  # may or may not show a road
EUROSAT = {  # class -> words it says
    "AnnualCrop": ["cropland"],
    "Forest": ["forest", "tree"],
    "HerbaceousVegetation": ["grassland", "grass"],
    "Highway": ["highway", "road"],
    "Industrial": ["industrial", "building"],
    "Pasture": ["pasture", "grass"],
    "PermanentCrop": ["orchard", "cropland"],
    "Residential": ["residential", "building"],
    "River": ["river", "water"],
    "SeaLake": ["sea", "water"],
}
EUROSAT_ALSO = {  # what a picture of the class may also show: unknown there instead of absent
    "AnnualCrop": ["bare soil", "grass", "road"],
    "Forest": ["grass"],
    "HerbaceousVegetation": ["bare soil", "tree", "forest", "pasture", "road"],
    "Highway": [
        "building",
        "residential",
        "industrial",
        "tree",
        "forest",
        "grass",
        "grassland",
        "pasture",
        "cropland",
        "orchard",
        "bare soil",
        "water",
    ],
    "Industrial": ["road", "highway", "residential", "tree", "grass", "bare soil", "water", "cropland"],
    "Pasture": ["tree", "forest", "building", "road", "grassland", "cropland"],
    "PermanentCrop": ["tree", "building", "road", "bare soil", "grass"],
    "Residential": ["road", "highway", "industrial", "tree", "grass"],
    "River": [
        "sea",
        "building",
        "residential",
        "industrial",
        "road",
        "highway",
        "tree",
        "forest",
        "grass",
        "grassland",
        "pasture",
        "cropland",
        "orchard",
        "bare soil",
        "sand",
    ],
    "SeaLake": ["river"],
}
OTHER = {  # sources with a caption for the whole set only: nothing is surely present, the rest is absent
    "dash_doodler": ["sand", "sea", "water", "grass", "tree", "bare soil", "beach", "road", "pavement"],
    "mapbox": ["water", "river", "tree", "forest", "cropland", "grass", "bare soil", "road", "building", "sand"],
    "DeepForest": ["water", "tree", "building", "pavement", "road", "grass", "harbor", "ship", "car", "dock"],
    "OAM-TCD": ["tree", "orchard", "road", "building", "bare soil", "cropland", "grass", "water", "car"],
    "NRCan": ["building", "road", "tree", "grass", "car", "residential", "bare soil", "water"],
}
WORDS = list(dict.fromkeys([*OBJECTS.values(), *SCENE_WORDS, *(w for ws in EUROSAT.values() for w in ws)]))
COVER = [  # words of which each place carries about one: they compete for every place of a picture
    [
        "building",
        "car",
        "tree",
        "grass",
        "bare soil",
        "pavement",
        "road",
        "sand",
        "water",
        "court",
        "cropland",
        "ship",
        "mobile home",
        "airplane",
        "sea",
        "dock",
        "storage tank",
    ],
    ["cropland", "forest", "grassland", "highway", "industrial", "pasture", "orchard", "residential", "river", "sea"],
]
THINGS = {
    "building",
    "car",
    "tree",
    "ship",
    "mobile home",
    "airplane",
    "dock",
    "storage tank",
    "court",
    "overpass",
    "intersection",
    "baseball diamond",
}
SYNONYMS = {
    "building": ["buildings", "house", "houses", "roof", "roofs", "rooftop", "home", "settlement", "built-up"],
    "car": ["cars", "vehicle", "vehicles", "automobile", "truck"],
    "tree": ["trees", "woodland", "woods", "canopy", "tree canopy"],
    "grass": ["lawn", "meadow", "low vegetation", "turf"],
    "bare soil": ["bare land", "bare ground", "soil", "barren", "ground", "dirt", "desert", "earth", "land"],
    "pavement": ["asphalt", "concrete", "impervious surface", "impervious surfaces", "tarmac", "paved area"],
    "sand": ["dune", "dunes"],
    "water": ["lake", "pond", "reservoir", "canal", "water body", "pool", "lagoon"],
    "court": ["tennis court", "sports court", "basketball court"],
    "cropland": ["field", "fields", "crop", "crops", "agriculture", "agricultural", "farmland", "arable land"],
    "ship": ["ships", "boat", "boats", "vessel", "yacht"],
    "mobile home": ["mobile homes", "trailer", "caravan"],
    "airplane": ["airplanes", "aircraft", "plane", "aeroplane"],
    "sea": ["ocean"],
    "dock": ["docks", "pier", "jetty", "quay", "wharf"],
    "storage tank": ["storage tanks", "tank", "tanks", "silo"],
    "road": ["roads", "street", "streets", "lane"],
    "residential": ["residential area", "suburb", "neighbourhood", "neighborhood"],
    "intersection": ["crossroads", "junction"],
    "overpass": ["flyover", "bridge", "viaduct"],
    "parking lot": ["parking", "car park"],
    "river": ["stream", "creek"],
    "runway": ["airstrip", "taxiway"],
    "beach": ["shore"],
    "harbor": ["harbour", "marina", "port"],
    "baseball diamond": ["baseball field"],
    "forest": ["forests", "wood"],
    "grassland": ["herbaceous vegetation", "rangeland", "steppe"],
    "highway": ["motorway", "freeway"],
    "industrial": ["industrial area", "factory", "commercial", "warehouse"],
    "pasture": ["grazing land"],
    "orchard": ["permanent crop", "vineyard", "plantation"],
}
GROUPS = {"vegetation": ["tree", "grass"], "bush": ["tree", "grass"], "shrub": ["tree", "grass"]}
PROMPTS = ["an aerial photo of {word}", "a satellite photo of {word}"]


def resolution_of(gsd_m: float) -> int:
    """Which of the pack's two resolutions a training picture belongs to."""
    return COARSE if gsd_m > 4.0 else FINE


def states(row: dict) -> np.ndarray:
    """What one line of index.jsonl says about every word: (W,) int8 of 1 present, 0 absent, -1 unknown."""
    out = np.full(len(WORDS), -1, np.int8)
    put = {w: i for i, w in enumerate(WORDS)}
    label = row["label"]
    if "UC Merced" in row["source"]:
        known = set(OBJECTS.values()) | set(SCENE_WORDS) | {"orchard", "forest", "industrial", "highway", "pasture"}
        said = {OBJECTS[o] for o in row["objects"] or [] if o in OBJECTS} | set(SCENES.get(label, []))
        unknown = {"road"} if label in ROAD_UNKNOWN else set()
        if label in ("sparseresidential", "river", "baseballdiamond"):
            unknown |= {"forest"}
        if label in ("overpass", "runway", "intersection"):
            unknown |= {"highway"}
        if label == "buildings":
            unknown |= {"industrial", "residential"}
        unknown |= {"sea": set(), "harbor": {"sea"}}.get(label, set())
        known -= unknown
    elif "EuroSAT" in row["source"]:
        said = set(EUROSAT[label])
        known = {w for ws in EUROSAT.values() for w in ws} - set(EUROSAT_ALSO[label])
    else:
        said = set()
        may = next(v for k, v in OTHER.items() if k in row["source"])
        known = set(WORDS) - set(may)
    for w in known:
        out[put[w]] = 0
    for w in said:
        out[put[w]] = 1
    return out


def counts(table: np.ndarray, resolution: np.ndarray) -> dict[str, list[int]]:
    """Pictures that show each word, per resolution: {word: [at 0.3 m, at 10 m]}; table (N, W), resolution (N,)."""
    return {
        w: [int(((table[:, i] == 1) & (resolution == r)).sum()) for r in (FINE, COARSE)] for i, w in enumerate(WORDS)
    }
