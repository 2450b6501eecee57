"""Pictures on their way in (checked, their metadata read) and out (renditions that keep rights)."""
