"""The newsroom's nouns: stories, places, people, topics, pictures."""
