"""One pure file per question that the tool answers."""
