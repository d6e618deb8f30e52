-- Grain: one row per accepted recording or adoption of a good practice up to the as-of date.
SELECT
    g.record_id,
    g.practice_id,
    g.record,
    g.date AS record_date,
    last_day(g.date) AS month_end,
    g.province,
    g.association,
    g.title,
    g.demonstration,
    g.source_file,
    g.source_sha,
    g.source_sheet,
    g.source_row
FROM loaded_good_practice g
CROSS JOIN build_parameters p
WHERE g.date <= p.as_of
