"""How right a map is: a sample of points drawn, judged blind and by keyboard, and reported."""
