"""From windows to decisions: blocks of the raster or whole pictures, blended, refined, decided."""
