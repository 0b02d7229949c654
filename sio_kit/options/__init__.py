"""The two options: compared line by line, and a journal to find where one stands."""
