"""Providers, deliveries and wire items, as the agencies sent them."""
