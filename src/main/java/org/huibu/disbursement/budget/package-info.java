/** Funds × fiscal year × region, what is reserved of them for whom, and who waits for money in the order of approval. */
@org.springframework.modulith.NamedInterface("budget")
package org.huibu.disbursement.budget;
