"""Rules of groups, seats and activities."""
