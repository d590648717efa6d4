"""Help by place, and the manual's window."""
