-- What was found in the rows that were just checked, added to the tables that a build loads too.

-- name: rejects
INSERT INTO load_reject
SELECT $1, $2, _sheet, _row, rule, field, column_title, value, message_it, message_en, fix_it, fix_en
FROM rejects
ORDER BY _sheet, _row

-- name: notices
INSERT INTO load_notice
SELECT $1, $2, _sheet, _row, field, column_title, notice, value, taken FROM notices ORDER BY _sheet, _row

-- name: corrections
INSERT INTO load_correction SELECT $1, $2, * FROM corrected_cells
