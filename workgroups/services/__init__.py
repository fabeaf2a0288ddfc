"""What may be done with groups, seats and activities?"""
