/** Capacity of the guarantee fund. */
@org.springframework.modulith.NamedInterface("fund")
package org.huibu.guarantee.fund;
