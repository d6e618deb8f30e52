-- Reads and checks the distinct texts of one column.

-- name: cleaned_texts
SELECT place, $field AS text FROM $rows ORDER BY place

-- name: read_by_map
SELECT c.*, r.* EXCLUDE (text) FROM cleaned_texts c LEFT JOIN read_texts r USING (text)

-- name: with_errors
SELECT text, value, notice, taken, candidates, $errors AS errors
FROM (SELECT *, text AS $text, value AS $field FROM ($source))
ORDER BY place
