/** What the gateway implements: other departments as this house asks them. */
@org.springframework.modulith.NamedInterface("spi")
package org.huibu.evidence.spi;
