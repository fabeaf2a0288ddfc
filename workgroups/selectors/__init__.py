"""What may be read of groups, seats and activities? All who take part in an initiative read all of it."""
