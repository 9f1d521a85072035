/** Files of the treasury that say what became of payments: read by one person, applied by another, line by line; what does not fit stays with its reason. */
@org.springframework.modulith.NamedInterface("returns")
package org.huibu.disbursement.returns;
