"""The backbone itself: its plan, priorities and staff, its assessment, and what partners think of it."""
