"""The area of a run: coordinate systems, and the tools to draw it."""
