"""The newsroom's working place: the Wagtail admin, permissions, actions."""
