"""Plans: which routine is done on which day."""
