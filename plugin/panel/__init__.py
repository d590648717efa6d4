"""What the dock shows while a run is made: form, class table, times, preview, history."""
