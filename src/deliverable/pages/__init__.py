"""An answer to a page: all words live here, one file per answer."""
