"""What does every door of the API share: key, limits, problems, one answer for one creation, pages, schema?"""
