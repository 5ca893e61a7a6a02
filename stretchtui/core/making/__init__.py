"""A routine made for the day: what somebody would like to do, and what the library has for that."""
