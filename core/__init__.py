"""The engine: no Qt, no QGIS. See docs/design.md for who may import what."""
