/** What the gateway implements: a lending bank as this house speaks with it, and what it does with answers. */
@org.springframework.modulith.NamedInterface("spi")
package org.huibu.guarantee.spi;
