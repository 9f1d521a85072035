-- The labour contract under which somebody was entered on a roster; empty where the scheme asks for none.
ALTER TABLE roster_entry ADD COLUMN contract_from DATE;
ALTER TABLE roster_entry ADD COLUMN contract_to DATE;
