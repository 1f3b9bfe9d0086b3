"""The test gateway: a stand-in for a bank's pay page, with its own book, page and webhooks."""
