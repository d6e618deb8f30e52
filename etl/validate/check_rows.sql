-- Checks of the columns that are stored as written, row by row.

-- name: broken_or_changed
-- Most texts are stored as they were sent: only rows where one is not, or that break a rule, come back.
SELECT *
FROM (SELECT *, $errors AS errors FROM (SELECT $texts, * FROM $rows))
WHERE errors <> 0 OR $changed
ORDER BY _place

-- name: text
$field AS $text

-- name: changed
$field IS DISTINCT FROM $sent
