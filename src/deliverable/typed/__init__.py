"""What people type, in their own words, to a deal: how each was understood, and what is too unclear to guess."""
