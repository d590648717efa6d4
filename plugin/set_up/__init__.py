"""The engine set up, and examined: the panel and the Doctor."""
