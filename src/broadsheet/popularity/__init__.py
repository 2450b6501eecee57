"""What is read: beacons rolled up into counts, and the lists made of them."""
