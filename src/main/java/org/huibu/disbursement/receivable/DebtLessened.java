package org.huibu.disbursement.receivable;

import org.huibu.shared.Money;

/** Part of a debt was paid or set off. @param received true if money came in; @param rest what is still owed, zero if nothing */
public record DebtLessened(String caseNumber, String debt, long movement, boolean received, Money amount, Money rest) { }
