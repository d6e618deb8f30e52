"""Where each region stands in a tile map of Italy: 8 rows of 5 tiles, as near as may be to where it lies."""

# code: (row, column, letters)
TILES = {
    "ITC2": (1, 1, "VDA"), "ITDA": (1, 3, "TAA"), "ITH4": (1, 4, "FVG"),
    "ITC1": (2, 1, "PIE"), "ITC4": (2, 2, "LOM"), "ITH3": (2, 3, "VEN"),
    "ITC3": (3, 1, "LIG"), "ITH5": (3, 2, "EMR"),
    "ITI1": (4, 2, "TOS"), "ITI2": (4, 3, "UMB"), "ITI3": (4, 4, "MAR"),
    "ITG2": (5, 1, "SAR"), "ITI4": (5, 3, "LAZ"), "ITF1": (5, 4, "ABR"),
    "ITF3": (6, 3, "CAM"), "ITF2": (6, 4, "MOL"),
    "ITF5": (7, 4, "BAS"), "ITF4": (7, 5, "PUG"),
    "ITG1": (8, 3, "SIC"), "ITF6": (8, 4, "CAL"),
}  # fmt: skip
