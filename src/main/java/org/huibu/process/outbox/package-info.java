/** What is owed to the outside, by which node and when. */
@NamedInterface("outbox")
package org.huibu.process.outbox;

import org.springframework.modulith.NamedInterface;
