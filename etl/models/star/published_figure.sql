-- Grain: one row per figure that somebody published.
SELECT *
FROM loaded_published_figure
-- View.
