-- Grain: one row per cooperative and validity period begun by the as-of date.
SELECT
    r.cooperative,
    r.name,
    r.category,
    r.associations,
    r.province,
    r.sector,
    r.size,
    r.valid_from,
    r.valid_to,
    row_number() OVER (PARTITION BY r.cooperative ORDER BY r.valid_from DESC) AS recency,
    r.demonstration,
    r.source_file,
    r.source_sha,
    r.source_sheet,
    r.source_row
FROM loaded_cooperative_register r
CROSS JOIN build_parameters p
WHERE r.valid_from <= p.as_of
