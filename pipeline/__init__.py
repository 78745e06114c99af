"""Raw news prose in, a tidy, dated, sourced events dataset out."""
