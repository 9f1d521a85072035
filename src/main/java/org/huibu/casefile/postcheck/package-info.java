/** Looking again at what was paid: what was decided on trust while a source was silent, and what was drawn by lot or by risk (R02). */
@NamedInterface("postcheck")
package org.huibu.casefile.postcheck;

import org.springframework.modulith.NamedInterface;
