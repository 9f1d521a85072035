/**
 * What debtors owe back: the debts, what was paid on them, bank statements and their receipts. Refuses to decide that somebody owes: a decided
 * case establishes the debt.
 */
@org.springframework.modulith.NamedInterface("receivable")
package org.huibu.disbursement.receivable;
