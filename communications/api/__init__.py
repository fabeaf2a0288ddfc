"""What joins the packages, in the API."""
