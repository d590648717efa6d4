"""What a person's corrections teach: scores of a finished run's windows, changed from kept features alone."""
