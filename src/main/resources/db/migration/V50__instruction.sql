-- The number of the decision an order pays, as the treasury is told it; where no decision letter was written, the case's own number.
ALTER TABLE payment_order ADD COLUMN decision VARCHAR(40) DEFAULT '' NOT NULL;
UPDATE payment_order SET decision = COALESCE((SELECT l.number FROM letter l WHERE l.id = (SELECT MAX(m.id) FROM letter m
    WHERE m.case_number = payment_order.case_number AND m.code = 'DOC-08' AND (m.group_ IS NULL OR m.group_ = payment_order.group_))), case_number);

-- The simulated treasury keeps under which fund, budget code and decision it was told to pay.
ALTER TABLE sandbox_payment ADD COLUMN fund VARCHAR(60) DEFAULT '' NOT NULL;
ALTER TABLE sandbox_payment ADD COLUMN budget_code VARCHAR(20) DEFAULT '' NOT NULL;
ALTER TABLE sandbox_payment ADD COLUMN decision VARCHAR(40) DEFAULT '' NOT NULL;
UPDATE sandbox_payment SET fund = COALESCE((SELECT o.fund FROM payment_order o WHERE o.key_ = sandbox_payment.key_), ''),
    budget_code = COALESCE((SELECT o.budget_code FROM payment_order o WHERE o.key_ = sandbox_payment.key_), ''),
    decision = COALESCE((SELECT o.decision FROM payment_order o WHERE o.key_ = sandbox_payment.key_), '');
