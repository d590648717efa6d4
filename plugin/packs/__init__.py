"""The window “Packs”, its words and questions, and the choice of a pack."""
