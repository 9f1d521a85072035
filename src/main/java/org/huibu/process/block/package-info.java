/** What models may call: blocks at once, topics from a queue. */
@NamedInterface("block")
package org.huibu.process.block;

import org.springframework.modulith.NamedInterface;
