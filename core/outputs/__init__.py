"""The run folder, and what is made of finished blocks: rasters, polygons, exports."""
