-- What was posted stays as it was, whoever asks. Not a migration: a server with a binary log lets an ordinary account create triggers
-- only if log_bin_trust_function_creators is on, and LedgerGuard says so instead of leaving a half-made schema.
CREATE TRIGGER IF NOT EXISTS ledger_entry_not_changed BEFORE UPDATE ON ledger_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the ledger is kept for ever';
CREATE TRIGGER IF NOT EXISTS ledger_entry_not_deleted BEFORE DELETE ON ledger_entry FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the ledger is kept for ever';
CREATE TRIGGER IF NOT EXISTS ledger_posting_not_changed BEFORE UPDATE ON ledger_posting FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the ledger is kept for ever';
CREATE TRIGGER IF NOT EXISTS ledger_posting_not_deleted BEFORE DELETE ON ledger_posting FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the ledger is kept for ever';
CREATE TRIGGER IF NOT EXISTS ledger_account_not_deleted BEFORE DELETE ON ledger_account FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'the ledger is kept for ever';
