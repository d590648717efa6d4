"""Blocks of a run done by the workers of a Dask scheduler: how it is reached, what is sent, what a worker does."""
