-- Why a running case stands still; all empty while it goes on. What was suspended and lifted before stands in case_event, its days in case_pause.
ALTER TABLE case_file ADD COLUMN suspended_ground VARCHAR(20);
ALTER TABLE case_file ADD COLUMN suspended_clause VARCHAR(200);
ALTER TABLE case_file ADD COLUMN suspended_reason VARCHAR(400);
ALTER TABLE case_file ADD COLUMN suspended_by VARCHAR(100);
ALTER TABLE case_file ADD COLUMN suspended_at ${instant};
