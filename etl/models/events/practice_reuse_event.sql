-- Grain: one row per good practice and province that recorded it: its first adoption in another province, from the month
-- on in which both are in the register. What was adopted before it was recorded is no reuse until then.
WITH recorded AS (
    SELECT practice_id, place, min(enters) AS enters
    FROM practice_event
    GROUP BY practice_id, place
)
SELECT practice_id, place, enters, day, source_file, source_sha, source_sheet, source_row
FROM (
    SELECT r.practice_id, r.place, greatest(r.enters, a.month_end) AS enters, a.record_date AS day, a.source_file,
        a.source_sha, a.source_sheet, a.source_row,
        row_number() OVER (
            PARTITION BY r.practice_id, r.place
            ORDER BY a.record_date, a.source_file, a.source_sheet, a.source_row
        ) AS turn
    FROM recorded r
    JOIN fact_good_practice a ON a.practice_id = r.practice_id AND a.record = 'adozione' AND a.province <> r.place
) AS adoption
WHERE turn = 1
-- View.
