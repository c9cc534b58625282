"""The live server: server-sent events for boards, phones and gates, in a process of its own."""
