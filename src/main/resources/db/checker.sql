-- What must not exist at any committed instant: one statement, so that it sees one instant. Each row is a difference: the check, and what it is about.
-- The product asks it every ten minutes (/finance/reconciliation) and every few seconds while faults are played; anybody may ask it of H2 or MySQL by hand.

-- An account is what its postings say, and a bounded one is never below zero.
select 'ACCOUNT' as what, a.code as subject from ledger_account a
where a.balance_fen <> (select coalesce(sum(p.amount_fen), 0) from ledger_posting p where p.destination = a.code)
                     - (select coalesce(sum(p.amount_fen), 0) from ledger_posting p where p.source = a.code)
   or a.bounded = true and a.balance_fen < 0
union all
-- Every act has postings.
select 'ENTRY', e.reference from ledger_entry e where not exists (select 1 from ledger_posting p where p.entry_id = e.id)
union all
-- An envelope's committed, reserved and spent money is what promises and approvals say, less what came back.
select 'ENVELOPE', concat(b.fund, '/', b.budget_code, '/', b.year_, '/', b.region, '/', p.part) from budget b
cross join (select 'RESERVED' as state, 'reserved' as part union all select 'SPENT', 'spent' union all select 'COMMITTED', 'committed') p
left join ledger_account a on a.code = concat('budget/', b.fund, '/', b.budget_code, '/', b.year_, '/', b.region, '/', p.part)
where coalesce(a.balance_fen, 0) <> case when p.state = 'COMMITTED'
    then (select coalesce(sum(c.covered_fen), 0) from commitment c where c.fund = b.fund and c.budget_code = b.budget_code and c.region = b.region and c.year_ = b.year_)
    else (select coalesce(sum(s.amount_fen), 0) from reservation r join reservation_share s on s.reservation_id = r.id
          where r.fund = b.fund and r.budget_code = b.budget_code and s.region = b.region and r.year_ = b.year_ and r.state = p.state)
       - case when p.state = 'SPENT' then (select coalesce(sum(t.amount_fen), 0) from budget_return t
          where t.fund = b.fund and t.budget_code = b.budget_code and t.region = b.region and t.year_ = b.year_) else 0 end end
union all
-- What an envelope gave back to the treasury is what came back of it after its year.
select 'RETURNED', concat(b.fund, '/', b.budget_code, '/', b.year_, '/', b.region) from budget b
left join ledger_account a on a.code = concat('treasury/returned/', b.fund, '/', b.budget_code, '/', b.year_, '/', b.region)
where coalesce(a.balance_fen, 0) <> (select coalesce(sum(t.amount_fen), 0) from budget_return t
    where t.fund = b.fund and t.budget_code = b.budget_code and t.region = b.region and t.year_ = b.year_ and t.kept = false)
union all
-- What the envelopes bear of a reservation is the whole of it.
select 'SHARES', concat(r.case_number, ' ', r.group_) from reservation r where r.state in ('RESERVED', 'SPENT')
and r.amount_fen <> (select coalesce(sum(s.amount_fen), 0) from reservation_share s where s.reservation_id = r.id)
union all
-- A settled order has spent its reservation, by an act of its amount; one that was sent back has that act reversed.
select 'ORDER', o.number from payment_order o join reservation r on r.id = o.reservation_id where o.state = 'SETTLED' and (r.state <> 'SPENT'
  or o.amount_fen <> (select coalesce(sum(p.amount_fen), 0) from ledger_entry e join ledger_posting p on p.entry_id = e.id where e.reference = concat('settlement/', o.reservation_id)))
union all
select 'SENT_BACK', o.number from payment_order o where o.state = 'SENT_BACK'
and o.amount_fen <> (select coalesce(sum(p.amount_fen), 0) from ledger_entry e join ledger_posting p on p.entry_id = e.id where e.reference = concat('reversal/settlement/', o.reservation_id))
union all
-- What is spent was paid by one order, or wholly set off.
select 'SPENT', concat(r.case_number, ' ', r.group_) from reservation r where r.state = 'SPENT'
and (select count(*) from payment_order o where o.reservation_id = r.id and o.state = 'SETTLED')
  <> case when (select coalesce(sum(m.amount_fen), 0) from receivable_movement m where m.reservation_id = r.id and m.state = 'DONE') = r.amount_fen then 0 else 1 end
union all
-- A debt is open, kept off payments, collected or given up, together just what was established, each as its movements say.
select 'DEBT', d.number from receivable d
left join ledger_account a on a.code = concat('receivable/', d.number, '/open')
left join ledger_account k on k.code = concat('receivable/', d.number, '/pending')
left join ledger_account c on c.code = concat('receivable/', d.number, '/collected')
left join ledger_account w on w.code = concat('receivable/', d.number, '/written-off')
where d.amount_fen <> coalesce(a.balance_fen, 0) + coalesce(k.balance_fen, 0) + coalesce(c.balance_fen, 0) + coalesce(w.balance_fen, 0)
   or coalesce(k.balance_fen, 0) <> (select coalesce(sum(m.amount_fen), 0) from receivable_movement m where m.receivable_id = d.id and m.state = 'PENDING')
   or coalesce(c.balance_fen, 0) <> (select coalesce(sum(m.amount_fen), 0) from receivable_movement m where m.receivable_id = d.id and m.state = 'DONE' and m.kind <> 'WRITE_OFF')
   or coalesce(w.balance_fen, 0) <> (select coalesce(sum(m.amount_fen), 0) from receivable_movement m where m.receivable_id = d.id and m.state = 'DONE' and m.kind = 'WRITE_OFF')
union all
-- What was collected came back to the envelopes that had paid it.
select 'COLLECTED', d.number from receivable d where d.overpaid is null and (select coalesce(sum(m.amount_fen), 0) from receivable_movement m where m.receivable_id = d.id and m.state = 'DONE' and m.kind <> 'WRITE_OFF')
  <> (select coalesce(sum(t.amount_fen), 0) from receivable_movement m join budget_return t on t.reference = concat('collected/', m.id) where m.receivable_id = d.id)
union all
-- Of what the treasury overpaid so much is out as its debtor still owes.
select 'OVERPAID_DEBT', d.number from receivable d
left join ledger_account t on t.code = concat('treasury/overpaid/', d.region, '/', d.overpaid)
left join ledger_account a on a.code = concat('receivable/', d.number, '/open')
left join ledger_account k on k.code = concat('receivable/', d.number, '/pending')
where d.overpaid is not null and coalesce(t.balance_fen, 0) <> coalesce(a.balance_fen, 0) + coalesce(k.balance_fen, 0)
union all
-- What was moved or booked by two people was posted.
select 'MOVE', m.document from budget_move m where m.state = 'CONFIRMED'
and not exists (select 1 from ledger_entry e where e.reference in (concat('move/', m.id), concat('appropriation/move/', m.id)))
union all
select 'OVERPAID', f.subject from reconciliation_difference f where f.state = 'BOOKED' and not exists (select 1 from ledger_entry e where e.reference = concat('overpaid/', f.subject))
