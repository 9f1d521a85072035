/** Bank statements of what came in, and the receipts on them: each counts once, whatever is imported again. */
@org.springframework.modulith.NamedInterface("statement")
package org.huibu.disbursement.statement;
