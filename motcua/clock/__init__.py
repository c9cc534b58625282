"""The application's clock, read once per request, job or command through `motcua.clock.queries.now()`."""
