"""The report of a run as a page, and its marks as JUnit and CSV."""
