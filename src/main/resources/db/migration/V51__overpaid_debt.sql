-- The difference of a reconciled day that a debt asks back, for money the treasury paid beyond its order; null for what a reservation paid.
ALTER TABLE receivable ADD COLUMN overpaid VARCHAR(40);
CREATE UNIQUE INDEX receivable_overpaid ON receivable (overpaid);
