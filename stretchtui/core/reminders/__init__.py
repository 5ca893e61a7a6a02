"""When to remind a person, and how cron and systemd are told so; pure."""
