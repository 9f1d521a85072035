/** From a decided case of recovery to its debt, and from what is paid back to the end of the case. */
package org.huibu.disbursement.recovery;
