"""Files to nouns: bytes to nodes with places, nodes to a book, and what is wrong with them."""
