"""Progress reports: what the steering committee reads, made from released numbers and never changed once issued."""
