-- Which territory and which data set the observations of a feed are of. ``latest_revision`` holds their rows.

-- name: territories
CREATE OR REPLACE TEMP TABLE territory_of AS $model

-- name: measure_dimensions
CREATE OR REPLACE TEMP TABLE measure_dimension AS SELECT dimension FROM code_istat_indicator_dimensions

-- name: placed
-- A code that stands for no territory here stands for itself. A series that is called by its data set has no name.
-- A frequency that the time shows by itself tells nothing apart: older files of Eurostat leave it out.
CREATE OR REPLACE TEMP TABLE placed AS
SELECT i.* REPLACE (coalesce(i.dataset, '') AS dataset, nullif(i.series, i.dataset) AS series),
    coalesce(s.code, l.code, concat('? ', i.territory_code)) AS territory,
    coalesce(list_aggregate(list_filter(string_split(i.breakdown, '|'), lambda part: part <> CASE
        WHEN length(i.time) = 4 THEN 'FREQ=A'
        WHEN i.time LIKE '%-Q%' THEN 'FREQ=Q'
        WHEN i.time LIKE '%-S%' THEN 'FREQ=S'
        WHEN i.time LIKE '%-W%' THEN 'FREQ=W'
        WHEN length(i.time) = 7 THEN 'FREQ=M'
        ELSE 'FREQ=D'
    END), 'string_agg', '|'), '') AS dimensions
FROM latest_revision i
LEFT JOIN territory_of s
    ON s.source = i.territory_code AND s.kind = CASE WHEN i.dataset LIKE 'ESTAT:%' THEN 'nuts' ELSE 'istat' END
LEFT JOIN territory_of l ON l.kind = 'label' AND l.source = lower(i.territory_code)

-- name: unnamed_files
-- Files that hold the agency alone in the place of a data set, in their order.
SELECT file, dataset FROM placed WHERE $unnamed GROUP BY ALL ORDER BY min(rank), dataset

-- name: unnamed
(dataset = '' OR dataset LIKE '%:')

-- name: data_sets
SELECT DISTINCT dataset FROM placed WHERE NOT $unnamed

-- name: shared
-- The observations that an unnamed file shares with a named data set, or with an unnamed file before it, of one agency.
SELECT u.file, u.dataset, o.data_set, o.other_file,
    count(*) FILTER (WHERE u.value = o.value) AS same, count(*) FILTER (WHERE u.value <> o.value) AS different,
    bool_and($alike) AS alike
FROM (SELECT * FROM placed WHERE $unnamed) u
JOIN (
    SELECT *, CASE WHEN NOT $unnamed THEN dataset END AS data_set, CASE WHEN $unnamed THEN file END AS other_file
    FROM placed
) o
    ON o.territory = u.territory AND o.time = u.time AND o.series IS NOT DISTINCT FROM u.series
    AND o.dimensions = u.dimensions
WHERE starts_with(o.dataset, u.dataset) AND (o.data_set IS NOT NULL OR o.rank < u.rank)
GROUP BY ALL

-- name: alike
-- Only a dimension that is known to name measures says what is measured; a label says it together with its code.
coalesce(u.series_label = o.series_label, false) AND u.series_dimension = o.series_dimension
    AND EXISTS (SELECT 1 FROM measure_dimension m WHERE u.series_dimension GLOB m.dimension)

-- name: names
CREATE OR REPLACE TEMP TABLE data_set_of AS SELECT * FROM name_rows

-- name: observed
CREATE OR REPLACE TEMP VIEW observed AS
SELECT p.* REPLACE (
    coalesce(n.data_set, p.dataset) AS dataset, coalesce(p.series, n.data_set, p.dataset) AS series
)
FROM placed p
LEFT JOIN data_set_of n ON n.file = p.file AND n.agency = p.dataset

-- name: key_in_words
concat_ws(', ', dataset,
    concat(territory_code, CASE WHEN territory NOT IN (territory_code, concat('? ', territory_code))
        THEN concat(' = ', territory) ELSE '' END),
    $series, replace(breakdown, '|', ', '), time)

-- name: series_in_words
concat_ws('=', series_dimension, nullif(series, dataset))
