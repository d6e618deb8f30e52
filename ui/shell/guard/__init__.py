"""What stands before the pages: who is answered, how much at once, and what is written down of it."""
