"""What several tests need: small inboxes, releases, pages, awards, workbooks."""
