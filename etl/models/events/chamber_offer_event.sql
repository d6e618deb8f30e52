-- Grain: one row per COOP 4.0 service through a PID: its chamber offers such services for a year, while it operates.
SELECT chamber, place, enters, leaves, day, source_file, source_sha, source_sheet, source_row
FROM (
    SELECT c.chamber, c.place, greatest(s.month_end, c.enters) AS enters,
        least(last_day(s.month_end + INTERVAL 1 YEAR), coalesce(c.leaves, DATE '9999-12-31')) AS leaves,
        s.service_date AS day, s.source_file, s.source_sha, s.source_sheet, s.source_row
    FROM chamber_event c
    JOIN fact_coop40_service s ON s.chamber = c.chamber AND s.via_pid
) AS offer
WHERE enters < leaves
-- View.
