"""What a person asks for: a run, words drawn ahead, why here, accuracy, how fast this machine is."""

from ..memory import check_memory

check_memory()  # before torch and numpy are loaded by one of them: they may end or hang the process instead of failing
