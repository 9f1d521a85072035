/** Conditions that must last after money was paid: asked again until the paid period is over, every answer kept. */
@NamedInterface("monitor")
package org.huibu.casefile.monitor;

import org.springframework.modulith.NamedInterface;
