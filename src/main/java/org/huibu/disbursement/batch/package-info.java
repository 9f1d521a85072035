/** Payment orders drafted and released together; a line that fails holds up no other. */
@org.springframework.modulith.NamedInterface("batch")
package org.huibu.disbursement.batch;
