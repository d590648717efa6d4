"""The engine's process: which Python runs it, the child, the task that drives it, what it is handed."""
