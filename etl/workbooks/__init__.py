"""Workbooks that go out: the empty template of a feed, and the rejected rows to correct."""
