/** What the gateway implements: the treasury as this house pays through it. */
@org.springframework.modulith.NamedInterface("spi")
package org.huibu.disbursement.spi;
