/** Cases and lines as lists read them: counted and paged by SQL, without opening what is sealed. */
@NamedInterface("lookup")
package org.huibu.casefile.lookup;

import org.springframework.modulith.NamedInterface;
