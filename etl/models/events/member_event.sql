-- Grain: one row per validity period of a cooperative: it is active at the month ends that lie in it.
SELECT c.cooperative, c.province AS place, last_day(c.valid_from) AS enters,
    CASE WHEN c.valid_to < f.last_month THEN last_day(c.valid_to + INTERVAL 1 DAY) END AS leaves, c.valid_from AS day,
    c.source_file, c.source_sha, c.source_sheet, c.source_row
FROM dim_cooperative c
CROSS JOIN (SELECT min(month_end) AS first_month, max(month_end) AS last_month FROM dim_month) f
WHERE c.valid_to IS NULL OR c.valid_to >= f.first_month
-- View.
