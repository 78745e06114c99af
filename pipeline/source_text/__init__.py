"""From a source's bytes to clean paragraphs: decoding, layout, cleaning, roles, sentences."""
