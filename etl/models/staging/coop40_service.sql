-- Grain: one row per accepted COOP 4.0 service or training up to the as-of date.
SELECT
    s.service_id,
    s.date AS service_date,
    last_day(s.date) AS month_end,
    s.association,
    s.province,
    s.kind,
    s.via_pid,
    s.chamber,
    coalesce(nullif(c.successor, ''), s.chamber) AS chamber_today,
    coalesce(d.chamber_then, s.chamber) AS chamber_then,
    s.cooperative,
    s.participants,
    s.demonstration,
    s.source_file,
    s.source_sha,
    s.source_sheet,
    s.source_row
FROM loaded_coop40_service s
LEFT JOIN code_chambers c ON c.chamber = s.chamber
LEFT JOIN chamber_of_day d
    ON d.chamber = s.chamber AND d.province = s.province AND s.date BETWEEN d.first_day AND d.last_day
CROSS JOIN build_parameters p
WHERE s.date <= p.as_of
