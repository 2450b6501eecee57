"""The pages of the figures, what they ask for again and again, and files."""
