"""Plans: to choose one, and to see how the one goes that is followed."""
