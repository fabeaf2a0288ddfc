"""What may be done about reminders?"""
