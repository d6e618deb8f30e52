-- The contributions of the figures in `asked`: those that count at its date, within its territory, in its category. Of
-- contributions that count once the earliest stands.
SELECT kpi, as_of, territory, breakdown, category, role, unit, day, num, den, figure_num, figure_den,
    source_file, source_sha, source_sheet, source_row, publisher, title, url
FROM (
    SELECT a.kpi, a.as_of, a.territory, a.breakdown, a.category, c.* EXCLUDE (kpi, breakdown, category),
        row_number() OVER (
            PARTITION BY a.kpi, a.as_of, a.territory, a.breakdown, a.category, c.role, c.once
            ORDER BY c.day, c.source_file, c.source_sheet, c.source_row
        ) AS turn
    FROM asked a
    JOIN contribution_slice c ON c.kpi = a.kpi AND c.breakdown = a.breakdown AND c.category = a.category
        AND c.enters <= a.as_of AND (c.leaves IS NULL OR a.as_of < c.leaves)
    JOIN territory_within w ON w.place = c.place AND w.territory = a.territory
    -- A constant, so that only the facts of the measures asked for are read.
    WHERE list_contains(getvariable('measures'), c.kpi)
        AND (c.rolls_up OR (c.place = a.territory AND coalesce(c.figure_num, c.figure_den) IS NOT NULL))
) AS counted
WHERE once IS NULL OR turn = 1
