"""The list of stories: its states, columns, filters, order, counts and bulk actions."""
