"""What a person asks for: a run, words drawn ahead, why here, accuracy, how fast this machine is."""
