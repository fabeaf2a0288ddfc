"""What may be asked of the figures, and which of them stand beside each other?"""
