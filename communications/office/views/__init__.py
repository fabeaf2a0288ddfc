"""Pages of the backbone's own work."""
