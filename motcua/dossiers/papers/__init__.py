"""Papers people give: judged by their content, stored under random names, displayed under cleaned ones."""
