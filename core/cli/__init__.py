"""The door for people, scripts and servers: `terralex …`."""

from .app import main

__all__ = ["main"]
