"""What is asked of those who define what is measured, and who plan its rounds?"""
