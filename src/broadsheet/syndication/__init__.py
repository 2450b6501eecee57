"""What machines read: feeds, sitemaps, robots."""
