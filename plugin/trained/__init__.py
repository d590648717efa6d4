"""Files that DEDOS was trained into: the window “Trained files”, the training itself, the choice for a run."""
