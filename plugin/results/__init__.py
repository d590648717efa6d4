"""A finished run in QGIS: its layers, edits, export, and why a place got its class."""
