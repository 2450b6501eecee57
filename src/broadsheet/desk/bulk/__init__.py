"""What can be done with several stories at once."""
