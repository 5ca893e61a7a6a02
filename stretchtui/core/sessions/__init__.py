"""A session: its timeline, its course, what is counted of it, and what follows from it."""
