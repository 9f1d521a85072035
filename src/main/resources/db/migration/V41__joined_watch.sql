-- Who joined what was granted by a change is watched as a line of the change; grant_case is the case that granted it.
ALTER TABLE condition_watch ADD COLUMN grant_case VARCHAR(40);
ALTER TABLE condition_check ADD COLUMN grant_case VARCHAR(40);
CREATE INDEX condition_check_grant ON condition_check (grant_case);
