-- Grain: one row per figure that somebody published; low and high are the interval that its source's rounding, "more
-- than" or "fewer than" leaves, NULL for no bound.
SELECT *,
    CASE WHEN bound = 'at_least' THEN value WHEN bound IS NULL THEN value - rounding * 0.5 END AS low,
    CASE WHEN bound = 'at_most' THEN value WHEN bound IS NULL THEN value + rounding * 0.5 END AS high
FROM loaded_published_figure
-- View.
