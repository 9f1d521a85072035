/** Recordings of a class. */
@org.springframework.modulith.NamedInterface("video")
package org.huibu.training.video;
