/** Documents of single roster lines. */
@org.springframework.modulith.NamedInterface("linefile")
package org.huibu.casefile.linefile;
