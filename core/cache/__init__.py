"""What was once computed, kept on disk within a budget: support sets and prototypes, features of windows."""
