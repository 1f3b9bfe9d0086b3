"""What can come in by file: one file for each kind, each over the plural verbs everybody uses."""
