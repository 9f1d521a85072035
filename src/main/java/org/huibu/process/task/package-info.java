/** A person's task opened, ended, claimed, completed. */
@NamedInterface("task")
package org.huibu.process.task;

import org.springframework.modulith.NamedInterface;
