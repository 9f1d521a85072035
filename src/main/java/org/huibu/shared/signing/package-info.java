/** How messages between two machines are signed, by name; who speaks to whom is no matter of this package. */
@org.springframework.modulith.NamedInterface("signing")
package org.huibu.shared.signing;
