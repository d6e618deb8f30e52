-- Reads and checks the distinct texts of one column.

-- name: cleaned_texts
-- Whether a text writes decimals after a comma, or after a point: 1.50 and 1.5000 do, 1.500 may be one thousand.
SELECT place, $field AS text, coalesce(regexp_matches(text, ',[0-9]+$$'), false) AS comma,
    coalesce(regexp_matches(text, '^[+-]?[0-9]*\.([0-9]{1,2}|[0-9]{4,})$$'), false) AS point
FROM $rows
ORDER BY place

-- name: read_by_map
SELECT c.*, r.* EXCLUDE (text) FROM cleaned_texts c LEFT JOIN read_texts r USING (text)

-- name: read_as_number
SELECT *, $value AS value, NULL::VARCHAR AS notice, NULL::VARCHAR AS taken, NULL::VARCHAR AS candidates
FROM cleaned_texts

-- name: with_errors
SELECT text, value, notice, taken, candidates, $errors AS errors
FROM (SELECT *, text AS $text, value AS $field FROM ($source))
ORDER BY place
