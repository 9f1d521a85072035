/** What a decided case hands over to be paid: lines, instalments and advances. */
@NamedInterface("payment")
package org.huibu.casefile.payment;

import org.springframework.modulith.NamedInterface;
