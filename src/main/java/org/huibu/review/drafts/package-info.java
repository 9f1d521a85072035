/** What officers typed on a task that is not decided yet. */
@NamedInterface("drafts")
package org.huibu.review.drafts;

import org.springframework.modulith.NamedInterface;
