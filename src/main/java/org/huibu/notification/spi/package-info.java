/** What the gateway implements: a network that carries text messages. */
@org.springframework.modulith.NamedInterface("spi")
package org.huibu.notification.spi;
