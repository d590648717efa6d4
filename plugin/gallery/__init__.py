"""What the machine thinks each class is: its support pictures and the user's own chips, chosen, and the map follows."""
