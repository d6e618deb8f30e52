-- Grain: one row per kind and spelling by which public statistics name a territory.
-- Kinds: nuts (Eurostat's codes of any version), istat (ISTAT's ITTER107), label (in small letters).
-- Letters for cars are no codes here: NO is Norway to Eurostat, Novara on a number plate. A NUTS code whose territory was
-- split, or became a part of another, has none of today; ISTAT goes on using one code over changed borders.
WITH spelling AS (
    SELECT 'nuts' AS kind, nuts2021 AS source, code, 1 AS rank FROM code_territories WHERE nuts2021 <> ''
    UNION ALL
    SELECT 'nuts', alias, code, 2 FROM code_territory_aliases WHERE kind = 'nuts2'
    UNION ALL
    SELECT 'nuts', code, territory, 3 FROM code_nuts_changes WHERE territory <> ''
    UNION ALL
    SELECT 'istat', istat_itter107, code, 1 FROM code_territories WHERE istat_itter107 <> ''
    UNION ALL
    SELECT 'istat', nuts2021, code, 2 FROM code_territories WHERE nuts2021 <> ''
    UNION ALL
    SELECT 'istat', alias, code, 3 FROM code_territory_aliases WHERE kind IN ('itter107', 'nuts2')
),
label AS (
    SELECT lower(name_it) AS source, code FROM code_territories
    UNION
    SELECT lower(name_en), code FROM code_territories
    UNION
    SELECT lower(alias), code FROM code_territory_aliases WHERE kind IN ('english', 'bilingual', 'variant')
)
SELECT kind, source, code
FROM (SELECT kind, source, code, row_number() OVER (PARTITION BY kind, source ORDER BY rank, code) AS place FROM spelling)
WHERE place = 1
UNION ALL
-- What names a region and a province alike names neither.
SELECT 'label', source, min(code)
FROM label
GROUP BY source
HAVING count(DISTINCT code) = 1
