"""The releases folder: layout, staged rows, and the hashes of code and definitions that name them."""
