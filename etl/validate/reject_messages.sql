-- Rejected rows with the messages of the rules that they break.

-- name: broken
CREATE OR REPLACE TEMP TABLE broken AS
SELECT _file, _sheet, _row, r.*, CASE r.field $texts END AS value
FROM $rows s
JOIN rule_rows r ON (s.errors & (1::UBIGINT << r.bit)) <> 0

-- name: text_of_field
WHEN $name THEN s.$field

-- name: rejects
CREATE OR REPLACE TEMP TABLE rejects AS
SELECT _file, _sheet, _row, b.rule, b.field, b.column_title, shown AS value, $message_it AS message_it,
    $message_en AS message_en, $fix_it AS fix_it, $fix_en AS fix_en
FROM (
    -- A text of any length may stand in a cell: beyond 200 characters its beginning and how long it is are told.
    SELECT b.*, CASE WHEN length(b.value) > 200 THEN concat(left(v.shown, 80), '… [', length(b.value), ']') ELSE v.shown
        END AS shown, s.suggestion_it, s.suggestion_en
    FROM broken b,
    LATERAL (SELECT CASE WHEN $visible OR b.rule = 'cell_error' THEN b.value ELSE $shape END AS shown) v
    LEFT JOIN suggestions s ON s.code_list = b.code_list AND s.value = b.value
) b
ORDER BY _file, _sheet, _row, b.bit

-- name: visible_to_sender
b.rule NOT IN ($hidden) AND NOT $personal

-- name: shape
-- Digits as 9, letters as x: what a sender typed may hold a name.
regexp_replace(regexp_replace(b.value, '[0-9]', '9', 'g'), '[^0-9 .,;:/|-]', 'x', 'g')

-- name: placeholder
replace($message, $mark, coalesce($value, ''))

-- name: lists_broken
SELECT DISTINCT code_list FROM broken WHERE rule = 'code'

-- name: similar
-- The most similar spelling of the list, of each value that is in none.
CREATE OR REPLACE TEMP TABLE similar_spelling AS
SELECT code_list, value, max_by(spelling, likeness) AS suggestion
FROM (
    SELECT w.code_list, w.value, p.spelling, jaro_winkler_similarity(lower(w.value), lower(p.spelling)) AS likeness
    FROM (SELECT DISTINCT code_list, value FROM broken WHERE rule = 'code') w
    JOIN spelling_rows p USING (code_list)
)
WHERE likeness >= $least
GROUP BY ALL

-- name: no_candidates
SELECT code_list, value, suggestion FROM similar_spelling WHERE false

-- name: candidates_of_field
SELECT $code_list AS code_list, text AS value, candidates AS suggestion FROM $map WHERE candidates IS NOT NULL

-- name: candidates
CREATE OR REPLACE TEMP TABLE candidates AS SELECT DISTINCT * FROM ($parts)

-- name: sentence
replace($text, '{0}', suggestion) AS $name

-- name: suggestions
CREATE OR REPLACE TEMP TABLE suggestions AS
SELECT code_list, value, $of_candidates FROM candidates
UNION ALL
SELECT code_list, value, $of_similar FROM similar_spelling ANTI JOIN candidates USING (code_list, value)
