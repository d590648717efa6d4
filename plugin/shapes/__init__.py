"""Edits of polygons that form a coverage, which stays one: what they do, the tools on the map, and mending."""
