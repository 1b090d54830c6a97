"""What is known before any report: places, parties, names and word lists."""
