"""`python -m terralex.core` is the command line."""

from .cli.app import main

main()
