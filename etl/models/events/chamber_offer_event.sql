-- Grain: one row per COOP 4.0 service through a PID and chamber that operates in the year after it: the one of the
-- service's day offers such services, and from a merger on the one that carries on its work.
SELECT chamber, place, enters, leaves, day, source_file, source_sha, source_sheet, source_row
FROM (
    SELECT c.chamber, c.place, greatest(s.month_end, c.enters) AS enters,
        least(last_day(s.month_end + INTERVAL 1 YEAR), coalesce(c.leaves, DATE '9999-12-31')) AS leaves,
        s.service_date AS day, s.source_file, s.source_sha, s.source_sheet, s.source_row
    FROM fact_coop40_service s
    JOIN chamber_event c ON c.chamber IN (s.chamber_then, s.chamber_today)
    CROSS JOIN build_parameters p
    WHERE s.via_pid AND s.service_date >= p.window_start
) AS offer
WHERE enters < leaves
-- View.
