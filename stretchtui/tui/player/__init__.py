"""The main screen: a routine is chosen, played, and over."""
