-- The accepted rows of the feeds of public statistics under one set of columns.

-- name: no_rows
SELECT '' AS feed, $typed, NULL::VARCHAR AS source_file, NULL AS source_sha, NULL AS source_sheet,
    NULL::BIGINT AS source_row
WHERE false

-- name: of_feed
SELECT $feed AS feed, $fields, source_file, source_sha, source_sheet, source_row FROM $loaded

-- name: missing
CAST(NULL AS $type) AS $field

-- name: observation
CREATE OR REPLACE VIEW observation AS $parts
