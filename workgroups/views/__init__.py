"""Pages of groups, their seats, and what they do."""
