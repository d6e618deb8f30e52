"""Benchmarks: the product and named peers (other libraries) timed in the same run."""
