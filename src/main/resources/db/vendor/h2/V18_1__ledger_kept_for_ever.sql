-- What was posted stays as it was, whoever asks: corrections are postings of their own.
CREATE TRIGGER ledger_entry_kept BEFORE UPDATE, DELETE ON ledger_entry FOR EACH ROW CALL 'org.huibu.ledger.KeptForEver';
CREATE TRIGGER ledger_posting_kept BEFORE UPDATE, DELETE ON ledger_posting FOR EACH ROW CALL 'org.huibu.ledger.KeptForEver';
CREATE TRIGGER ledger_account_kept BEFORE DELETE ON ledger_account FOR EACH ROW CALL 'org.huibu.ledger.KeptForEver';
