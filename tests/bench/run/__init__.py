"""What a whole run costs, what a rerun and one new document cost, and how the cost grows."""
