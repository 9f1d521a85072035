/** Drafts that somebody else, such as a bank, opens for an applicant, until the applicant claims them. */
@NamedInterface("entry")
package org.huibu.casefile.entry;

import org.springframework.modulith.NamedInterface;
