"""Identity providers: who else may say who a citizen is."""
