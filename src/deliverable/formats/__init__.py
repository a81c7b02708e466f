"""What an answer is written as: one file per format, each from data to a string."""
