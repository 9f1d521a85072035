/** Checked identifiers: persons, firms, cases, regions. */
@NamedInterface("identifier")
package org.huibu.shared.identifier;

import org.springframework.modulith.NamedInterface;
