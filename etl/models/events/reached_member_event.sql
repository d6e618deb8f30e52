-- Grain: one row per validity period of a cooperative that a PID has reached, wherever that was: from then on.
-- day and source are those of the cooperative's first activity.
SELECT cooperative, place, enters, leaves, first_record.day AS day, first_record.source_file AS source_file,
    first_record.source_sha AS source_sha, first_record.source_sheet AS source_sheet,
    first_record.source_row AS source_row
FROM (
    SELECT m.cooperative, m.place, greatest(r.reached_in, m.enters) AS enters, m.leaves, r.first_record
    FROM member_event m
    JOIN (
        SELECT cooperative, min(month_end) AS reached_in,
            min(struct_pack(day := activity_date, source_file := source_file, source_sheet := source_sheet,
                source_row := source_row, source_sha := source_sha)) AS first_record
        FROM agreement_activity
        WHERE cooperative IS NOT NULL
        GROUP BY cooperative
    ) r ON r.cooperative = m.cooperative
) AS reached
WHERE leaves IS NULL OR enters < leaves
-- View.
