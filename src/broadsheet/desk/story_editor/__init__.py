"""The editor of one story: its form, tabs, side panels and actions."""
