"""What pages in browsers are told of a session, and what they ask of it."""
