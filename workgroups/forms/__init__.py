"""What is asked when groups are formed, seats given and activities planned?"""
