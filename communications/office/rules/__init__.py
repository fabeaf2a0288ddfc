"""What is known of the backbone's own work?"""
