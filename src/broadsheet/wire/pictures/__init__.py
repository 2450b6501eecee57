"""The pictures that items bring along: noted with the item, fetched by the clock."""
