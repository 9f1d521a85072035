/** Rosters filled from a list that another department keeps, under the applicant's mandate. */
@org.springframework.modulith.NamedInterface("listing")
package org.huibu.casefile.listing;
