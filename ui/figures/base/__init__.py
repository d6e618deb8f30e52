"""What every figure is drawn on: the canvas, its traces and the placing of labels."""
