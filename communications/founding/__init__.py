"""How an initiative begins: its six steps, and which of the five conditions stand."""
