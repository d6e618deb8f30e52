-- Warnings on accepted rows ``a``: what should be looked at though no rule is broken.

-- name: create_table
CREATE OR REPLACE TABLE load_warning (
    file VARCHAR, feed VARCHAR, sheet VARCHAR, row BIGINT, warning VARCHAR, message_it VARCHAR, message_en VARCHAR,
    column_title VARCHAR, value VARCHAR, taken VARCHAR
);
-- A chamber stands for those it came from and the one it became.
CREATE OR REPLACE TEMP TABLE chamber_family AS
SELECT DISTINCT coalesce(nullif(c.successor, ''), c.chamber) AS family, p.province
FROM code_chamber_provinces p
JOIN code_chambers c ON c.chamber = p.chamber

-- name: warn
INSERT INTO load_warning
SELECT source_file, $feed, source_sheet, source_row, $warning, $message_it, $message_en, NULL, NULL, NULL
FROM $loaded a
WHERE $condition
ORDER BY source_file, source_sheet, source_row

-- name: before_window
a.date < $day

-- name: after_release
a.date > $day

-- name: chamber_province
NOT EXISTS (
    SELECT 1
    FROM chamber_family f
    JOIN code_chambers c ON c.chamber = a.chamber
    WHERE f.family = coalesce(nullif(c.successor, ''), c.chamber) AND f.province = a.province
)

-- name: referral_incomplete
a.referral_direction IS NOT NULL AND (a.counterpart IS NULL OR a.referral_outcome IS NULL)

-- name: chamber_not_yet
-- A chamber exists from valid_from to valid_to, both included; a day known to its year alone says nothing within it.
EXISTS (
    SELECT 1
    FROM code_chambers c
    WHERE c.chamber = a.chamber AND a.date < CAST(nullif(c.valid_from, '') AS DATE)
        AND (c.valid_from_precision = 'day' OR year(a.date) < year(CAST(nullif(c.valid_from, '') AS DATE)))
)

-- name: chamber_no_more
-- The day after valid_to is the successor's first, and known as well as that.
EXISTS (
    SELECT 1
    FROM code_chambers c
    LEFT JOIN code_chambers n ON n.chamber = c.successor
    WHERE c.chamber = a.chamber AND a.date > CAST(nullif(c.valid_to, '') AS DATE)
        AND (n.valid_from_precision = 'day' OR year(a.date) > year(CAST(nullif(c.valid_to, '') AS DATE)))
)

-- name: territory_changed
-- Public statistics under a NUTS code of an earlier version.
EXISTS (SELECT 1 FROM code_nuts_changes n WHERE n.code = a.territory_code AND n.change IN ('split', 'part'))

-- name: territory_boundary
EXISTS (SELECT 1 FROM code_nuts_changes n WHERE n.code = a.territory_code AND n.change = 'boundary')

-- name: of_eurostat
-- ISTAT's own codes stay the same over changed borders.
$condition AND coalesce(a.dataset, 'ESTAT:') LIKE 'ESTAT:%'

-- name: decision_award_gone
a.cor NOT IN (SELECT cor FROM loaded_state_aid_award)

-- name: decision_cooperative_gone
a.cooperative NOT IN (SELECT cooperative FROM loaded_cooperative_register)

-- name: decision_incomplete
a.belongs IS NOT NULL AND (a.decided_by IS NULL OR a.decided_on IS NULL)

-- name: decision_two_cooperatives
a.belongs AND a.cor IN (SELECT cor FROM loaded_voucher_decision WHERE belongs GROUP BY cor HAVING count(*) > 1)

-- name: decision_settled_by_code
a.belongs IS NOT NULL AND a.cor IN (
    SELECT w.cor FROM loaded_state_aid_award w JOIN loaded_cooperative_register c ON c.cooperative = w.beneficiary
)

-- name: annex_differs
INSERT INTO load_warning
SELECT source_file, 'published_figure', source_sheet, source_row, 'annex_differs', ?, ?, NULL, NULL, NULL
FROM published_beside_annex
WHERE differs
ORDER BY source_file, source_row

-- name: notice_kinds
SELECT DISTINCT feed, notice FROM load_notice ORDER BY ALL

-- name: notices
-- A row that was rejected or repeats another one has no warning.
INSERT INTO load_warning
SELECT n.file, n.feed, n.sheet, n.row, n.notice, $message_it, $message_en, n.column_title, n.value, n.taken
FROM load_notice n
JOIN $loaded a ON a.source_file = n.file AND a.source_sheet = n.sheet AND a.source_row = n.row
WHERE n.feed = ? AND n.notice = ?
ORDER BY n.file, n.sheet, n.row, n.field

-- name: notice_message
replace(replace(replace($text, '{column}', n.column_title), '{taken}', n.taken), '{value}', n.value)
