"""What was trained on a person's corrections, as files: their manifest, kept at home, given to others and taken in."""
