"""The live server: streams of server-sent events for boards, phones and gates, beside the pages' own server."""
