"""What a user sees: output streams, colour, reports, tables, batches with their progress."""
