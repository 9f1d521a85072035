/** What the court said of a debt, recorded by one person and confirmed by another. */
@NamedInterface("court")
package org.huibu.disbursement.court;

import org.springframework.modulith.NamedInterface;
