-- Who granted aid, and which of them are chambers.

-- name: grantors
SELECT DISTINCT grantor FROM loaded_state_aid_award WHERE grantor IS NOT NULL ORDER BY grantor

-- name: chamber_grantor
CREATE OR REPLACE TABLE chamber_grantor AS SELECT * FROM grantor_rows
