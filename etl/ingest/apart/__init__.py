"""Untrusted files are read by a process of its own, in bounded memory and time: what it may cost ends in a sentence."""
