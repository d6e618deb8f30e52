-- The keys of a feed over all its files. Rows have rank (of their file), file, sha, sheet, row and the feed's fields.

-- name: create_tables
CREATE TABLE load_reject (
    file VARCHAR, feed VARCHAR, sheet VARCHAR, row BIGINT, rule VARCHAR, field VARCHAR, column_title VARCHAR,
    value VARCHAR, message_it VARCHAR, message_en VARCHAR, fix_it VARCHAR, fix_en VARCHAR
);
CREATE TABLE load_duplicate (
    file VARCHAR, feed VARCHAR, sheet VARCHAR, row BIGINT, of_file VARCHAR, of_row BIGINT, reason VARCHAR
);
CREATE TABLE load_notice (
    file VARCHAR, feed VARCHAR, sheet VARCHAR, row BIGINT, field VARCHAR, column_title VARCHAR, notice VARCHAR,
    value VARCHAR, taken VARCHAR
);
CREATE TABLE load_correction (
    file VARCHAR, feed VARCHAR, sheet VARCHAR, row BIGINT, field VARCHAR, column_title VARCHAR, before VARCHAR,
    after VARCHAR, reason VARCHAR, who VARCHAR, decided_on DATE, correction VARCHAR
);

-- name: empty_incoming
CREATE OR REPLACE TEMP TABLE $incoming (rank BIGINT, file VARCHAR, sha VARCHAR, sheet VARCHAR, row BIGINT, $columns)

-- name: load_without_files
CREATE TEMP TABLE $loaded AS SELECT $placed, false AS demonstration FROM $incoming

-- name: placed
$fields, file AS source_file, sha AS source_sha, sheet AS source_sheet, row AS source_row

-- name: marked
coalesce(origin, '') = 'dimostrativo'

-- name: wanted
CREATE OR REPLACE TEMP VIEW wanted AS SELECT *, $marked AS demonstration, $unwanted AS unwanted FROM $rows

-- name: load_unrepeated
CREATE TEMP TABLE $loaded AS SELECT $placed, demonstration FROM wanted WHERE NOT unwanted

-- name: load_first_of_each_key
CREATE TEMP TABLE $loaded AS
SELECT $placed, demonstration FROM wanted w ANTI JOIN repeated r ON $same_key WHERE NOT w.unwanted
UNION ALL
SELECT $placed, demonstration FROM (FROM ranked WHERE NOT unwanted AND fate = 'counts' ORDER BY rank, sheet, row)

-- name: duplicates
INSERT INTO load_duplicate
SELECT file, $feed, sheet, row, first_file, first_row, 'duplicate'
FROM ranked
WHERE NOT unwanted AND fate = 'duplicate'
ORDER BY rank, sheet, row

-- name: key_numbers
SELECT $number AS number FROM wanted

-- name: repeated
CREATE OR REPLACE TEMP TABLE repeated AS
SELECT $key, unwanted
FROM wanted
SEMI JOIN shared ON $number = shared.number
GROUP BY ALL
HAVING count(*) > 1

-- name: ranked
-- The rows of each key, the first one that says something before the others, and what becomes of each.
CREATE OR REPLACE TEMP TABLE ranked AS
SELECT *,
    CASE
        WHEN $none_counts AND contradiction IS NOT NULL THEN 'conflict'
        WHEN place = 1 THEN 'counts'
        WHEN silent OR content = first_content THEN 'duplicate'
        ELSE 'conflict'
    END AS fate,
    -- The first row is told the first one that contradicts it, every other one is told the first.
    CASE WHEN place = 1 AND contradiction IS NOT NULL THEN contradiction[2] ELSE first_file END AS other_file,
    CASE WHEN place = 1 AND contradiction IS NOT NULL THEN contradiction[3] ELSE first_row END AS other_row
FROM (
    SELECT *,
        min(CASE WHEN NOT silent AND content <> first_content THEN (place, file, row) END) OVER (PARTITION BY $key, unwanted)
            AS contradiction
    FROM (
        SELECT *, row_number() OVER w AS place, first_value(content) OVER w AS first_content,
            first_value(file) OVER w AS first_file, first_value(row) OVER w AS first_row
        FROM (
            SELECT w.*, hash($content) AS content, coalesce($silent, false) AS silent
            FROM wanted w
            SEMI JOIN repeated r ON $same_key
        )
        WINDOW w AS (PARTITION BY $key, unwanted ORDER BY silent, rank, sheet, row)
    )
)

-- name: unknown
-- An observation without a value beside another with one: it is not known in the one, and known in the other.
sign = '....'

-- name: same_value
w.$field IS NOT DISTINCT FROM r.$field

-- name: conflicting_rows
ranked WHERE NOT unwanted AND fate = 'conflict'

-- name: unwanted_rows
(SELECT *, '' AS other_file, 0 AS other_row FROM wanted) WHERE unwanted

-- name: reject
INSERT INTO load_reject
SELECT file, $feed, sheet, row, $rule, NULL, NULL, NULL, $message_it, $message_en, $fix_it, $fix_en
FROM $rows
ORDER BY rank, sheet, row

-- name: message
replace(replace($text, '{other}', replace(replace($place, '{row}', other_row::VARCHAR), '{file}', other_file)), '{value}', coalesce(CAST($value AS VARCHAR), ''))
