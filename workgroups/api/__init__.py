"""Groups and activities, in the API."""
