/** The verdict before submitting, as work one can leave and come back to. */
@NamedInterface("preview")
package org.huibu.casefile.preview;

import org.springframework.modulith.NamedInterface;
