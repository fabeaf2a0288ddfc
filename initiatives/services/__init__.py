"""What may be done with initiatives and partners?"""
