/** The fictional people of the sandbox; its demonstration cases act in their names. */
@NamedInterface("demo")
package org.huibu.identity.demo;

import org.springframework.modulith.NamedInterface;
