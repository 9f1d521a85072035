/** What later modules implement to have a say in whether a pack is in order. */
@org.springframework.modulith.NamedInterface("spi")
package org.huibu.scheme.spi;
