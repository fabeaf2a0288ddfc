"""What may be done to people, keys and tenants?"""
