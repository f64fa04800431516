"""Documents to blocks, in reading order."""
