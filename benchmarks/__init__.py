"""What stretchtui costs, measured at the far end of a real pseudo-terminal."""
