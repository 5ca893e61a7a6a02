"""The settings: sounds, times, colours and keys."""
