-- Grain: one row per cooperative and validity period; is_latest marks the one that breakdowns use.
SELECT
    cooperative,
    name,
    category,
    associations,
    province,
    sector,
    size,
    valid_from,
    valid_to,
    recency = 1 AS is_latest,
    demonstration,
    source_file,
    source_sha,
    source_sheet,
    source_row
FROM cooperative_register
-- View.
