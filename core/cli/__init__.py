"""The door for people, scripts and servers: `terralex …`."""

from .. import offline  # noqa: F401 - before anything that could import a network library
from .app import main

__all__ = ["main"]
