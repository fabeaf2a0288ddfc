"""A campaign with its local initiatives: how each of them stands, and what they have released beside each other."""
