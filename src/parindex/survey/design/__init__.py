"""From a sampling frame to a sample that anyone can draw again."""
