"""Where the agenda meets the steering committee, whose seats lie in another package."""
