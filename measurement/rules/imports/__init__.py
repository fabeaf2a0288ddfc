"""What does a stranger's table say? Pure rules: cells in, figures and reasons out; no file, no framework, no clock."""
