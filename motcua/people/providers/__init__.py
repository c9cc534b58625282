"""Identity providers: outside services that say who a citizen is."""
