-- Which rows of a feed a corrected file replaces. ``latest_revision`` is what remains.

-- name: all_rows
CREATE OR REPLACE TEMP VIEW latest_revision AS SELECT * FROM $incoming

-- name: superseded
CREATE OR REPLACE TEMP TABLE superseded AS
SELECT rank, file, sheet, row, later_file, later_row
FROM (
    SELECT i.*, v.revision, first_value(v.revision) OVER w AS latest, first_value(file) OVER w AS later_file,
        first_value(row) OVER w AS later_row
    FROM $incoming i
    JOIN revision_rows v USING (file)
    WHERE $kind IS NOT NULL
    WINDOW w AS (PARTITION BY $group, $kind ORDER BY v.revision DESC, rank, sheet, row)
)
WHERE revision < latest

-- name: duplicates
INSERT INTO load_duplicate
SELECT file, $feed, sheet, row, later_file, later_row, 'superseded'
FROM superseded
ORDER BY rank, sheet, row

-- name: latest_rows
CREATE OR REPLACE TEMP VIEW latest_revision AS SELECT * FROM $incoming ANTI JOIN superseded USING (rank, sheet, row)

-- name: month_of
date_trunc('month', $field)
