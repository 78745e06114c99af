"""The explorer: the dataset as pages that work without script, and as JSON for machines."""
