"""What holds of groups, seats and activities, whoever asks?"""
