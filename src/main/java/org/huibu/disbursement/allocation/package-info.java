/** Money between funds' envelopes: appropriation, allocation to a lower level, transfer, carry-over and return, each proposed by one person and confirmed by another. */
@org.springframework.modulith.NamedInterface("allocation")
package org.huibu.disbursement.allocation;
