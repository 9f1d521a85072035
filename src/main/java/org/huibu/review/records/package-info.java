/** What officers record at a step in the step's own form: values and documents. */
@NamedInterface("records")
package org.huibu.review.records;

import org.springframework.modulith.NamedInterface;
