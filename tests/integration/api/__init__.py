"""The REST API, through its doors."""
