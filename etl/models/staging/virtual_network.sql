-- Grain: one row per channel of the virtual network and month up to the as-of date.
SELECT
    v.channel,
    last_day(v.month) AS month_end,
    v.reach,
    v.interactions,
    v.demonstration,
    v.source_file,
    v.source_sha,
    v.source_sheet,
    v.source_row
FROM loaded_virtual_network v
CROSS JOIN build_parameters p
WHERE last_day(v.month) <= p.as_of
