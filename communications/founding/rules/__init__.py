"""What the facts of an initiative say about its steps and conditions."""
