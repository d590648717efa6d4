"""Runs as jobs and on disk: started, found again, opened, continued, deleted."""
