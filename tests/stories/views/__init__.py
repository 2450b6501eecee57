"""What readers are answered."""
