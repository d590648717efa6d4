"""What a run will take and what its networks will see: arithmetic, and its words."""
