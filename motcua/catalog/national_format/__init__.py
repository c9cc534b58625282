"""Read the national format of procedures, CSV or JSON: tolerant of rows, strict about files."""
