-- Grain: one row per kind (code or label, in small letters) and spelling by which public statistics name a territory.
-- Letters for cars are no codes here: NO is Norway to Eurostat, Novara on a number plate.
WITH spelling AS (
    SELECT nuts2021 AS source, code, 1 AS rank FROM code_territories WHERE nuts2021 <> ''
    UNION ALL
    SELECT istat_itter107, code, 2 FROM code_territories WHERE istat_itter107 <> ''
    UNION ALL
    SELECT alias, code, 3 FROM code_territory_aliases WHERE kind IN ('itter107', 'nuts2', 'nuts_old')
),
label AS (
    SELECT lower(name_it) AS source, code FROM code_territories
    UNION
    SELECT lower(name_en), code FROM code_territories
    UNION
    SELECT lower(alias), code FROM code_territory_aliases WHERE kind IN ('english', 'bilingual', 'variant')
)
SELECT 'code' AS kind, source, code
FROM (SELECT source, code, row_number() OVER (PARTITION BY source ORDER BY rank, code) AS place FROM spelling)
WHERE place = 1
UNION ALL
-- What names a region and a province alike names neither.
SELECT 'label', source, min(code)
FROM label
GROUP BY source
HAVING count(DISTINCT code) = 1
