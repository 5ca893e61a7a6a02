"""The history: what was done so far."""
