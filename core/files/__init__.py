"""Files as they lie on disk: whole or absent, rasters of classes, vector layers, names and styles."""
