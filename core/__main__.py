"""`python -m terralex.core` is the command line."""

from .cli import main

main()
