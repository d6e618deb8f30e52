"""Every measure computed a second time, from the raw files, in another way: pandas over plain rows, by definition.

Nothing here comes from the product but its files and code lists, read as data. Where two computations differ, one of
them is wrong, and ``tests/spec/test_recompute.py`` says which figure.
"""
