/** Each business day: what the treasury says it paid, what the orders say and what the ledger says, compared; every difference by its name until a person worked it off. */
@org.springframework.modulith.NamedInterface("reconciliation")
package org.huibu.disbursement.reconciliation;
