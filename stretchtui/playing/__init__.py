"""One session as it is played: clock, session, sink, voice and journal meet here, once."""
