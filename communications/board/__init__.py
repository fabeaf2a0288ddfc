"""The board of a round: who has not sent."""
