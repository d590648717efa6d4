"""Layers that the engine cannot open become GeoTIFFs first."""
