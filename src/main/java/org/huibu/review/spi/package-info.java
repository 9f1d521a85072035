/** What later modules tell the separation of duties. */
@org.springframework.modulith.NamedInterface("spi")
package org.huibu.review.spi;
