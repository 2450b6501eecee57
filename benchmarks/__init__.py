"""One file per promise; each prints ratios taken in one run and keeps them in results/."""
