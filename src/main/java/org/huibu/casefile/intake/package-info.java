/** Checks before submission, intake advice (DT-COM-1) and corrections with what they changed. */
@NamedInterface("intake")
package org.huibu.casefile.intake;

import org.springframework.modulith.NamedInterface;
