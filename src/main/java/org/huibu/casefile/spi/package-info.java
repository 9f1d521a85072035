/** What modules above a case know and rules may read of it. */
@org.springframework.modulith.NamedInterface("spi")
package org.huibu.casefile.spi;
