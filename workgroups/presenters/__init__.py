"""What do the pages of groups and activities show?"""
