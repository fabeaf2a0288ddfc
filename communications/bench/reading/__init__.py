"""What does reading cost, beside bare SQL of the same answer and an empty door of the same kind?"""
