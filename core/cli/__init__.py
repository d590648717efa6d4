"""The door for people, scripts and servers: `terralex …`."""

import sys
import warnings

from .. import offline  # noqa: F401 - before anything that could import a network library

if not sys.warnoptions:  # what libraries remark is for programmers, who ask for it by -W
    warnings.simplefilter("ignore")

from .app import main

__all__ = ["main"]
