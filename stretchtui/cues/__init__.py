"""What a moment sounds like, and where the sound goes."""
