"""What does Backbone cost beside bare SQL and an empty view? Ratios of one run, never bare times."""
