/** Task lists: one row per open task, kept from the engine's events and reconciled with it. */
@NamedInterface("inbox")
package org.huibu.review.inbox;

import org.springframework.modulith.NamedInterface;
