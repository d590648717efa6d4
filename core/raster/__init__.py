"""The only room that opens images: the source, its bands, the working grid, areas on it."""
