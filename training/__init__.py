"""From data sets to the trained artefacts of `content_cleaner.model`."""
