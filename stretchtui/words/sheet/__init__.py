"""A routine on a sheet of paper, to hang up: what it says, how large, and as a page of HTML."""
